/** Edits options: labels, colours, order, trees, retired ones, lines pasted from a spreadsheet. */
import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n';
import { useWords } from '../../i18n/text';
import { colours } from '../../model/field';
import { textIn } from '../parts/texts';
import {
  changeOption,
  indent,
  insertAt,
  isUnnamed,
  keysOf,
  move,
  named,
  newOption,
  nextColour,
  type Options,
  outdent,
  paste,
  type Row,
  removeAt,
  rowsOf,
  shift,
} from './edits';
import { OptionRow } from './OptionRow';
import { PasteLines } from './PasteLines';
import { useReorder } from './useReorder';
import '../parts/drop.css';
import './options.css';

interface Props {
  readonly id: string;
  readonly options: Options;
  readonly tree: boolean;
  readonly onChange: (options: Options) => void;
  /** How many records hold an option, when that is known. */
  readonly counts?: ReadonlyMap<string, number> | undefined;
  /** Whether records may hold the option: then it is retired rather than removed, and keeps its key. */
  readonly isPublished: (key: string) => boolean;
  /** With keys and a second language in sight. */
  readonly wide?: boolean;
}

export function OptionsEditor({ id, options, tree, onChange, counts, isPublished, wide = false }: Props) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [pasting, setPasting] = useState(false);
  const [said, setSaid] = useState('');
  const rows = rowsOf(options, (key) => folded.has(key));
  const focus = useRef<string>(undefined);
  const unnamed = t('options.newLabel', { number: '#' });
  const coloured = rows.some(({ option }) => option.colour !== undefined);
  const say = (row: Row, next: Options) => {
    const now = rowsOf(next).find(({ option }) => option.key === row.option.key);
    if (now) setSaid(t('options.moved', { option: words(row.option.label), index: now.index + 1, of: now.of }));
  };
  const { list, drop, handle } = useReorder(({ from, to }) => {
    const row = rows[from];
    const before = rows[to];
    if (!row) return;
    const last = rows.at(-1);
    const end = last ? [...last.place.slice(0, -1), (last.place.at(-1) ?? 0) + 1] : [0];
    const next = move(options, row.place, before ? before.place : tree ? end : [options.length]);
    onChange(next);
    say(row, next);
  });
  const add = (after?: Row) => {
    const option = newOption(options, t('options.newLabel', { number: keysOf(options).size + 1 }), nextColour(options));
    focus.current = option.key;
    const place = after ? [...after.place.slice(0, -1), after.index + 1] : [options.length];
    onChange(insertAt(options, place, [option]));
  };
  const press = (event: KeyboardEvent, row: Row) => {
    const key = event.key;
    const change = (next: Options) => {
      event.preventDefault();
      event.stopPropagation();
      if (next === options) return;
      focus.current = row.option.key;
      onChange(next);
      say(row, next);
    };
    if (key === 'Enter') {
      event.preventDefault();
      const next = rows[rows.indexOf(row) + 1];
      // One that waits to be named is next; only behind the last one a new one begins.
      if (next?.depth === row.depth && isUnnamed(next.option, unnamed))
        list.current?.querySelectorAll<HTMLInputElement>('.option-label')[rows.indexOf(next)]?.focus();
      else add(row);
    } else if (event.altKey && key === 'ArrowUp') change(shift(options, row.place, -1));
    else if (event.altKey && key === 'ArrowDown') change(shift(options, row.place, 1));
    else if (tree && event.altKey && key === 'ArrowRight') change(indent(options, row.place));
    else if (tree && event.altKey && key === 'ArrowLeft') change(outdent(options, row.place));
  };
  const pasteLines = (event: ClipboardEvent, row: Row) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    const empty = textIn(row.option.label, currentLanguage()) === '' ? removeAt(options, row.place) : options;
    take(empty, text);
  };
  /** What is pasted takes the place of what nobody has named. */
  const take = (onto: Options, text: string) => {
    const { options: next, added, known } = paste(named(onto, unnamed, isPublished), text, coloured, tree);
    if (added > 0) onChange(next);
    setSaid(t('options.pasted', { added, known }));
  };
  return (
    <div className={wide ? 'options options-wide' : 'options'} id={id}>
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
      <ul ref={list} className="option-list" aria-label={t('options.list')}>
        {rows.map((row, index) => (
          <OptionRow
            key={row.option.key}
            row={row}
            unnamed={isUnnamed(row.option, unnamed)}
            tree={tree}
            wide={wide}
            keys={keysOf(options)}
            count={counts?.get(row.option.key) ?? (counts ? 0 : undefined)}
            isPublished={isPublished(row.option.key)}
            mark={
              drop && drop.to === index
                ? 'before'
                : drop && drop.to === rows.length && index === rows.length - 1
                  ? 'after'
                  : undefined
            }
            lifted={drop?.from === index}
            folded={folded.has(row.option.key)}
            focus={(node) => {
              if (node && focus.current === row.option.key) {
                focus.current = undefined;
                node.focus();
                node.select();
              }
            }}
            handle={handle(index)}
            onFold={() =>
              setFolded((before) => {
                const next = new Set(before);
                if (!next.delete(row.option.key)) next.add(row.option.key);
                return next;
              })
            }
            onKeyDown={(event) => press(event, row)}
            onPaste={(event) => pasteLines(event, row)}
            onChange={(change) => onChange(changeOption(options, row.place, change))}
            onRemove={() => onChange(removeAt(options, row.place))}
            onAddBelow={() => {
              const option = newOption(options, t('options.newLabel', { number: keysOf(options).size + 1 }));
              focus.current = option.key;
              onChange(insertAt(options, [...row.place, row.option.children?.length ?? 0], [option]));
            }}
            onMove={(way) => {
              const next =
                way === 'up' ? shift(options, row.place, -1)
                : way === 'down' ? shift(options, row.place, 1)
                : way === 'in' ? indent(options, row.place)
                : outdent(options, row.place); // biome-ignore format: a table
              onChange(next);
              say(row, next);
            }}
          />
        ))}
      </ul>
      <div className="option-foot">
        <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => add()}>
          {t('options.add')}
        </Button>
        <Button size="small" type="text" icon={<SnippetsOutlined />} onClick={() => setPasting(true)}>
          {t('options.paste')}
        </Button>
        <span className="option-coloured">
          <Switch
            size="small"
            checked={coloured}
            aria-label={t('options.coloured')}
            onChange={(on) => onChange(on ? painted(options) : unpainted(options))}
          />
          <span aria-hidden>{t('options.coloured')}</span>
        </span>
      </div>
      <PasteLines
        open={pasting}
        tree={tree}
        onto={named(options, unnamed, isPublished)}
        onClose={() => setPasting(false)}
        onPaste={(text) => {
          take(options, text);
          setPasting(false);
        }}
      />
    </div>
  );
}

/** Each option in the next colour. */
function painted(options: Options): Options {
  let turn = -1;
  const walk = (list: Options): Options =>
    list.map((option) => {
      turn += 1;
      const colour = colours[turn % colours.length] ?? 'slate';
      return { ...option, colour, ...(option.children ? { children: walk(option.children) } : {}) };
    });
  return walk(options);
}

function unpainted(options: Options): Options {
  return options.map(({ colour: _colour, ...option }) => ({
    ...option,
    ...(option.children ? { children: unpainted(option.children) } : {}),
  }));
}
