/** One view: its name and kind, what it shows, which records, in which order, for whom. */
import { CloseOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Segmented, Select } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { ConditionDoc, FormDoc, ViewDoc } from '../form/document';
import { useReorder } from '../options/useReorder';
import { ConditionEditor } from '../parts/condition/ConditionEditor';
import { PathPicker } from '../parts/condition/PathPicker';
import { labelOf, pathLabel, type Reach } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { useDocument } from '../shell/context';
import {
  candidates,
  isPlainName,
  mayBe,
  needs,
  plainName,
  reorder,
  type ViewKind,
  viewKinds,
  withColumns,
  withKind,
} from './views';

interface Props {
  readonly form: FormDoc;
  readonly view: ViewDoc;
  /** It has just been added: its name is what is typed next. */
  readonly fresh: boolean;
  readonly onChange: (view: ViewDoc) => void;
  readonly onRemove: () => void;
}

const rowColours = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;

interface Colouring {
  readonly when: ConditionDoc;
  readonly colour: string;
}

export function ViewEditor({ form, view, fresh, onChange, onRemove }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const document = useDocument();
  const reach: Reach = { document, form: form.key };
  const kind = viewKinds.find((each) => each === view.kind) ?? 'table';
  const set = (change: Readonly<Record<string, unknown>>) => {
    const next: Record<string, unknown> = { ...view, ...change };
    for (const [name, value] of Object.entries(change)) if (value === undefined) delete next[name];
    onChange(next as unknown as ViewDoc);
  };
  const turn = (next: ViewKind) => {
    const turned = withKind(document, form, view, next);
    const others = (form.views ?? []).filter(({ key }) => key !== view.key);
    onChange(
      isPlainName(view.label, t(`view.${kind}`)) ? { ...turned, label: plainName(others, t(`view.${next}`)) } : turned,
    );
  };
  const [filtering, setFiltering] = useState(view.filter !== undefined);
  const sort = (view.sort as readonly string[] | undefined) ?? [];
  const colours = (view.colours as readonly Colouring[] | undefined) ?? [];
  const listed = <T,>(items: readonly T[]) => (items.length === 0 ? undefined : items);
  return (
    <div className="view-editor">
      <Part id="view-label" label={t('views.label')}>
        <div className="view-name">
          <TextBox
            id="view-label"
            needed
            fresh={fresh}
            value={view.label}
            onChange={(label) => label && set({ label })}
          />
          <Popconfirm
            title={t('views.removeAsk')}
            okText={t('views.remove')}
            cancelText={t('cancel')}
            onConfirm={onRemove}
          >
            <Button danger type="text" icon={<DeleteOutlined />}>
              {t('views.remove')}
            </Button>
          </Popconfirm>
        </div>
      </Part>
      <Part id="view-kind" label={t('views.kind')}>
        <Segmented<ViewKind>
          id="view-kind"
          aria-label={t('views.kind')}
          value={kind}
          onChange={turn}
          options={viewKinds.map((each) => ({
            value: each,
            label: t(`view.${each}`),
            disabled: each !== kind && !mayBe(document, form, each),
          }))}
        />
      </Part>
      {needs[kind].map((need) => {
        const found = candidates(document, form, need);
        const chosen = found.find(({ key }) => key === view[need.property])?.key;
        const lacking = need.must && chosen === undefined;
        return (
          <Part key={need.property} id={`view-${need.property}`} label={t(`views.${need.property}`)}>
            <Select
              id={`view-${need.property}`}
              className="settings-short"
              allowClear={!need.must}
              placeholder={found.length === 0 ? t('views.noField') : t(lacking ? 'views.pick' : 'views.none')}
              {...(lacking ? { status: 'error' as const, 'aria-invalid': true } : {})}
              value={chosen ?? null}
              onChange={(key: string | undefined) => set({ [need.property]: key ?? undefined })}
              options={found.map((field) => ({ value: field.key, label: labelOf(field, words) }))}
            />
          </Part>
        );
      })}
      {withColumns.has(kind) && (
        <Part id="view-columns" label={kind === 'table' || kind === 'tree' ? t('views.columns') : t('views.shown')}>
          <Columns reach={reach} columns={view.columns ?? []} onChange={(columns) => set({ columns })} />
        </Part>
      )}
      <Part id="view-filter" label={t('views.filter')}>
        {filtering || view.filter !== undefined ? (
          <ConditionEditor
            id="view-filter"
            label={t('views.filter')}
            reach={reach}
            value={view.filter as ConditionDoc | undefined}
            onChange={(filter) => set({ filter })}
          />
        ) : (
          <Button id="view-filter" type="dashed" icon={<PlusOutlined />} onClick={() => setFiltering(true)}>
            {t('views.filterAdd')}
          </Button>
        )}
      </Part>
      <Part id="view-sort" label={t('views.sort')}>
        <div className="view-lines">
          {sort.map((key, index) => {
            const path = key.replace(/^-/, '');
            const down = key.startsWith('-');
            const put = (next: string) => set({ sort: sort.map((each, other) => (other === index ? next : each)) });
            return (
              <div key={`${index.toString()} ${path}`} className="view-line">
                <PathPicker
                  reach={reach}
                  value={path}
                  label={t('views.sort')}
                  onChange={(next) => put(`${down ? '-' : ''}${next}`)}
                />
                <Segmented
                  value={down ? 'down' : 'up'}
                  onChange={(way) => put(`${way === 'down' ? '-' : ''}${path}`)}
                  options={[
                    { value: 'up', label: t('views.up') },
                    { value: 'down', label: t('views.down') },
                  ]}
                />
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t('views.sortRemove')}
                  onClick={() => set({ sort: listed(sort.filter((_, other) => other !== index)) })}
                />
              </div>
            );
          })}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            disabled={sort.length >= 8}
            onClick={() => set({ sort: [...sort, form.title] })}
          >
            {t('views.sortAdd')}
          </Button>
        </div>
      </Part>
      <Part id="view-colours" label={t('views.colours')}>
        <div className="view-lines">
          {colours.map((rule, index) => {
            const put = (next: Partial<Colouring>) =>
              set({ colours: colours.map((each, other) => (other === index ? { ...each, ...next } : each)) });
            return (
              <div key={index.toString()} className="view-colour">
                <div className="view-line">
                  <Select
                    className="settings-short"
                    aria-label={t('colour')}
                    value={rule.colour}
                    onChange={(colour) => put({ colour })}
                    options={rowColours.map((colour) => ({ value: colour, label: t(`rowColour.${colour}`) }))}
                  />
                  <Button
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={t('views.colourRemove')}
                    onClick={() => set({ colours: listed(colours.filter((_, other) => other !== index)) })}
                  />
                </div>
                <ConditionEditor
                  id={`view-colour-${index}`}
                  label={t('views.colourWhen')}
                  reach={reach}
                  value={rule.when}
                  onChange={(when) => put({ when: when ?? { all: [] } })}
                />
              </div>
            );
          })}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            disabled={colours.length >= 20}
            onClick={() =>
              set({ colours: [...colours, { when: { field: form.title, op: 'is_set' }, colour: 'amber' }] })
            }
          >
            {t('views.colourAdd')}
          </Button>
        </div>
      </Part>
      <Part id="view-roles" label={t('views.roles')}>
        <Select
          id="view-roles"
          mode="multiple"
          className="fill"
          placeholder={t('views.everybody')}
          value={[...((view.roles as readonly string[] | undefined) ?? [])]}
          onChange={(roles: readonly string[]) => set({ roles: listed(roles) })}
          options={Object.values(document.roles).map((role) => ({ value: role.key, label: words(role.label) }))}
        />
      </Part>
    </div>
  );
}

function Part({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="view-part">
      <label htmlFor={id}>{label}</label>
      <div>{children}</div>
    </div>
  );
}

interface ColumnsProps {
  readonly reach: Reach;
  readonly columns: readonly string[];
  readonly onChange: (columns: readonly string[]) => void;
}

function Columns({ reach, columns, onChange }: ColumnsProps) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const { list, drop, handle } = useReorder(({ from, to }) => onChange(reorder(columns, from, to)));
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 2 : 0;
    if (by !== 0 && event.altKey) {
      event.preventDefault();
      onChange(reorder(columns, index, Math.max(0, index + by)));
    }
  };
  return (
    <>
      <ul ref={list} className="view-columns">
        {columns.map((path, index) => (
          <li
            key={path}
            data-row
            className={`${drop?.to === index && drop.from !== index ? 'goes-before' : ''}${drop?.from === index ? ' lifted' : ''}`}
          >
            <span className="menu-handle" aria-hidden {...handle(index)}>
              <HolderOutlined />
            </span>
            <span className="ellipsis">{pathLabel(reach, path, words)}</span>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('views.columnRemove', { column: pathLabel(reach, path, words) })}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onKeyDown={(event) => onKey(event, index)}
              onClick={() => onChange(columns.filter((each) => each !== path))}
            />
          </li>
        ))}
      </ul>
      <PathPicker
        id="view-columns"
        reach={reach}
        value={undefined}
        label={t('views.columnAdd')}
        accepts={({ kind }) => kind !== 'table'}
        onChange={(path) => columns.includes(path) || onChange([...columns, path])}
      />
    </>
  );
}
