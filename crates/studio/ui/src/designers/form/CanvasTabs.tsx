/** The tabs of a form on the canvas. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { type Board, isShown } from './board';
import { NameBox } from './NameBox';
import { named } from './naming';
import { useDesign } from './store';
import { useCanvas } from './surroundings';

export function CanvasTabs({ board, current }: { board: Board; current: number }) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const { form, actions } = useCanvas();
  const naming = useDesign(({ naming }) => (naming?.of === 'tab' ? naming.tab : undefined));
  const { tabs } = board;
  if (tabs.length < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that show another part of the form
    <div className="canvas-tabs" role="group" aria-label={t('canvas.tabs')}>
      {tabs.map(({ label }, tab) => {
        if (!isShown(board, tab)) return null;
        const name = label === undefined ? t('canvas.first') : words(label);
        if (naming === tab)
          return (
            <NameBox
              key={`tab-${name}`}
              label={t('canvas.tabName')}
              value={name}
              onDone={(text) => {
                actions.name(undefined);
                if (text !== undefined)
                  actions.change({ do: 'changeTab', form, tab, set: { label: named(label, text) } });
              }}
            />
          );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tabs may have one name
          <span key={`${tab}-${name}`} className={`canvas-tab${tab === current ? ' tab-current' : ''}`} data-tab={tab}>
            <button
              type="button"
              className="tab-face"
              aria-pressed={tab === current}
              onClick={() => actions.openTab(tab)}
              onDoubleClick={() => tab > 0 && actions.name({ of: 'tab', tab })}
              onKeyDown={(event) => {
                if (event.key === 'F2' && tab > 0) actions.name({ of: 'tab', tab });
                else if (event.altKey && event.key === 'ArrowLeft' && tab > 1)
                  actions.change({ do: 'moveTab', form, tab, to: tab - 1 });
                else if (event.altKey && event.key === 'ArrowRight' && tab > 0)
                  actions.change({ do: 'moveTab', form, tab, to: tab + 1 });
                else return;
                event.preventDefault();
              }}
            >
              {name}
            </button>
            {tab > 0 && tab === current && (
              <button
                type="button"
                className="card-tool"
                aria-label={t('canvas.removeTab')}
                onClick={() => {
                  actions.change({ do: 'removeTab', form, tab });
                  actions.select({ at: 'form', form });
                }}
              >
                <CloseOutlined />
              </button>
            )}
          </span>
        );
      })}
      <button type="button" className="card-tool" aria-label={t('canvas.newTab')} onClick={actions.addTab}>
        <PlusOutlined />
      </button>
    </div>
  );
}
