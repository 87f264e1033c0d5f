/** The sheet on which a form is drawn. */
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { boardOf, openTab } from './board';
import { CanvasSection } from './CanvasSection';
import { CanvasTabs } from './CanvasTabs';
import { DeviceSwitch } from './DeviceSwitch';
import type { FormDoc } from './document';
import { NameBox } from './NameBox';
import { named } from './naming';
import { type Device, useDesign } from './store';
import { useCanvas } from './surroundings';

interface Props {
  readonly doc: FormDoc;
  readonly setDevice: (device: Device) => void;
}

export function Canvas({ doc, setDevice }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const { form, actions } = useCanvas();
  const device = useDesign((state) => state.device);
  const open = useDesign((state) => state.tab);
  const chosen = useDesign(({ selection }) => selection.at === 'form');
  const naming = useDesign(({ naming }) => naming?.of === 'form');
  const carrying = useDesign(({ carried, stops }) => carried !== undefined && stops === undefined);
  const board = boardOf(doc);
  const tab = openTab(board, open);
  const sections = board.tabs[tab]?.sections ?? [];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside everything selects the form, as Escape does
    <main
      className={`canvas${carrying ? ' canvas-carrying' : ''}`}
      data-canvas
      onClick={(event) => {
        if (event.target instanceof HTMLElement && !event.target.closest('button, input, fieldset, [role="group"]'))
          actions.select({ at: 'form', form });
      }}
    >
      <div className="canvas-bar">
        <DeviceSwitch device={device} onChange={setDevice} />
        <span className="mute number">{t('canvas.fields', { count: doc.fields.length })}</span>
      </div>
      <section className={`form-sheet sheet-${device}`} aria-label={t('canvas.label')}>
        <header className={`sheet-head${chosen ? ' heading-chosen' : ''}`}>
          {naming ? (
            <NameBox
              label={t('canvas.formName')}
              value={words(doc.label)}
              onDone={(text) => {
                actions.name(undefined);
                if (text !== undefined)
                  actions.change({ do: 'changeForm', form, set: { label: named(doc.label, text) } });
              }}
            />
          ) : (
            <h1>
              <button
                type="button"
                className="heading-face"
                aria-pressed={chosen}
                onClick={() => actions.select({ at: 'form', form })}
                onDoubleClick={() => actions.name({ of: 'form' })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== 'F2') return;
                  event.preventDefault();
                  actions.name({ of: 'form' });
                }}
              >
                {words(doc.label)}
              </button>
            </h1>
          )}
          {doc.description !== undefined && <p className="mute">{words(doc.description)}</p>}
        </header>
        <CanvasTabs board={board} current={tab} />
        {sections.map((section, at) => (
          <CanvasSection
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other name
            key={`${tab}/${at}`}
            doc={doc}
            section={section}
            tab={tab}
            at={at}
            count={sections.length}
            phone={device === 'phone'}
          />
        ))}
        <div className="sheet-end" aria-hidden>
          {t('canvas.drop')}
        </div>
      </section>
    </main>
  );
}
