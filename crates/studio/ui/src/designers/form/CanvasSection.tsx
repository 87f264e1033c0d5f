/** A section on the canvas: its heading and rows, with the line where something would be put. */
import { ArrowDownOutlined, ArrowUpOutlined, DownOutlined, UngroupOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { type BoardSection, spansOf } from './board';
import type { FormDoc } from './document';
import { FieldCard } from './FieldCard';
import { NameBox } from './NameBox';
import { named } from './naming';
import { useDesign } from './store';
import { useCanvas } from './surroundings';

interface Props {
  readonly doc: FormDoc;
  readonly section: BoardSection;
  readonly tab: number;
  readonly at: number;
  readonly count: number;
  readonly phone: boolean;
}

export function CanvasSection({ doc, section, tab, at, count, phone }: Props) {
  const { t } = useTranslation('designer');
  const place = useDesign(({ target }) =>
    target?.in === 'rows' && target.place.tab === tab && target.place.section === at ? target.place : undefined,
  );
  const line = (row: number) => place?.at === 'row' && place.row === row && <div className="drop-row" />;
  return (
    <section className="canvas-section" data-section={`${tab}/${at}`}>
      {section.label !== undefined && <Heading section={section} tab={tab} at={at} count={count} form={doc.key} />}
      <div className="canvas-rows">
        {section.rows.map((keys, row) => {
          const fields = keys.flatMap((key) => doc.fields.find((field) => field.key === key) ?? []);
          const spans = spansOf(fields);
          const beside = place?.at === 'beside' && place.row === row ? place.column : undefined;
          return (
            <Fragment key={keys.join(' ')}>
              {line(row)}
              <div className="canvas-row" data-row={row}>
                {fields.map((field, column) => (
                  <div
                    key={field.key}
                    className="canvas-cell"
                    style={{ '--span': phone ? 12 : (spans[column] ?? 12) } as CSSProperties}
                  >
                    {beside === column && <span className="drop-beside drop-before" />}
                    <FieldCard field={field} span={spans[column] ?? 12} />
                    {beside === fields.length && column === fields.length - 1 && (
                      <span className="drop-beside drop-after" />
                    )}
                  </div>
                ))}
              </div>
            </Fragment>
          );
        })}
        {line(section.rows.length)}
        {section.rows.length === 0 && (
          <div className={`canvas-drop${place ? ' canvas-dropping' : ''}`}>{t('canvas.drop')}</div>
        )}
      </div>
    </section>
  );
}

function Heading({
  section,
  tab,
  at,
  count,
  form,
}: {
  section: BoardSection;
  tab: number;
  at: number;
  count: number;
  form: string;
}) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const { actions } = useCanvas();
  const chosen = useDesign(
    ({ selection }) => selection.at === 'section' && selection.tab === tab && selection.section === at,
  );
  const naming = useDesign(({ naming }) => naming?.of === 'section' && naming.tab === tab && naming.section === at);
  const label = words(section.label);
  const select = () => actions.select({ at: 'section', form, tab, section: at });
  const move = (to: number) => {
    actions.change({ do: 'moveSection', form, tab, section: at, toTab: tab, to });
    actions.select({ at: 'section', form, tab, section: to });
  };
  const tool = (name: string, icon: ReactNode, act: () => void, disabled = false) => (
    <Tooltip title={name}>
      <button type="button" className="card-tool" aria-label={name} disabled={disabled} onClick={act}>
        {icon}
      </button>
    </Tooltip>
  );
  return (
    <div className={`canvas-heading${chosen ? ' heading-chosen' : ''}`}>
      {naming ? (
        <NameBox
          label={t('canvas.sectionName')}
          value={label}
          onDone={(text) => {
            actions.name(undefined);
            if (text !== undefined)
              actions.change({
                do: 'changeSection',
                form,
                tab,
                section: at,
                set: { label: named(section.label, text) },
              });
          }}
        />
      ) : (
        <button
          type="button"
          className="heading-face"
          aria-pressed={chosen}
          aria-label={t('canvas.sectionIs', { label })}
          onClick={select}
          onFocus={() => !chosen && select()}
          onDoubleClick={() => actions.name({ of: 'section', tab, section: at })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'F2') actions.name({ of: 'section', tab, section: at });
            else if (event.altKey && event.key === 'ArrowUp' && at > 0) move(at - 1);
            else if (event.altKey && event.key === 'ArrowDown' && at < count - 1) move(at + 1);
            else if (event.key === 'Delete') actions.change({ do: 'removeSection', form, tab, section: at });
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          <span className="ellipsis">{label}</span>
          {section.collapsed && <DownOutlined className="card-mark" />}
        </button>
      )}
      {chosen && !naming && (
        <span className="heading-tools">
          {tool(t('canvas.moveUp'), <ArrowUpOutlined />, () => move(at - 1), at === 0)}
          {tool(t('canvas.moveDown'), <ArrowDownOutlined />, () => move(at + 1), at >= count - 1)}
          {tool(t('canvas.removeSection'), <UngroupOutlined />, () => {
            actions.change({ do: 'removeSection', form, tab, section: at });
            actions.select({ at: 'form', form });
          })}
        </span>
      )}
    </div>
  );
}
