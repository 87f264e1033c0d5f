/**
 * An editor for formulas: the text keeps keys, the screen shows labels. It completes names, helps with functions, matches brackets
 * and underlines what the server finds wrong. Every change is made on the text; the box only draws it.
 */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { functionsQuery, type Purpose } from '../../../api/designing';
import { useWords } from '../../../i18n/text';
import { isComposed } from '../../../lib/inputMethod';
import type { Reach } from '../scope';
import { type Suggestion, suggest } from './complete';
import { caretSpot, draw, type Spot, select, selectionIn, textOf } from './drawing';
import {
  composed,
  deletedBack,
  deletedForward,
  type History,
  redo,
  remember,
  replaced,
  start,
  typed,
  undo,
  type Written,
} from './edits';
import { chipLabel, piecesOf, type Span } from './pieces';
import { Suggestions } from './Suggestions';
import { callAt, tokensOf } from './tokens';
import { useExpression } from './useExpression';
import { Verdict } from './Verdict';
import './formula.css';

interface Props {
  readonly id: string;
  readonly label?: string | undefined;
  readonly reach: Reach;
  readonly purpose: Purpose;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** The type that it must give, by its name. */
  readonly expects?: string | undefined;
  readonly record?: string | undefined;
  readonly tall?: boolean;
  readonly autoFocus?: boolean;
}

export function FormulaEditor({ id, label, reach, purpose, value, onChange, expects, record, tall, autoFocus }: Props) {
  const { t, i18n } = useTranslation('panels');
  const words = useWords();
  const { data: catalogue = [] } = useQuery(functionsQuery(i18n.language));
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef('');
  const composing = useRef(false);
  const wanted = useRef<Span>(undefined);
  const history = useRef<History>(start);
  const [own, setOwn] = useState({ text: value, of: value });
  const text = own.of === value || own.text === value ? own.text : value;
  const [caret, setCaret] = useState<Span>({ from: value.length, to: value.length });
  const [typing, setTyping] = useState(false);
  const [asked, setAsked] = useState(false);
  const [focused, setFocused] = useState(false);
  const [active, setActive] = useState(0);
  const [spot, setSpot] = useState<Spot>();

  const { answer, fresh } = useExpression({ reach, purpose, text, expects, record });
  const issues = fresh ? (answer?.issues ?? []) : [];
  const wrong = useMemo(
    () => issues.flatMap(({ from, to }) => (from === undefined || from === null ? [] : [{ from, to: to ?? from }])),
    [issues],
  );
  const chip = useCallback(
    (path: string) => chipLabel(reach, path, words, t('condition.word.me'), t('formula.before')),
    [reach, words, t],
  );
  const at = focused && caret.from === caret.to ? caret.from : undefined;
  const pieces = piecesOf(text, chip, wrong, typing && at !== undefined ? caret : undefined, at);
  const listed = focused && (typing || asked) && at !== undefined;
  const suggestions = listed ? suggest(text, at, reach, catalogue, words, asked) : [];
  const call = focused && at !== undefined ? callAt(tokensOf(text), at) : undefined;
  const entry = call && catalogue.find(({ name }) => name === call.name);
  const listId = `${id}-suggestions`;
  const index = Math.min(active, suggestions.length - 1);

  const commit = (next: Written, joins = false) => {
    if (next.text !== text) {
      history.current = remember(history.current, { text, ...caret }, joins);
      setOwn({ text: next.text, of: next.text });
      onChange(next.text);
    }
    wanted.current = { from: next.from, to: next.to };
    setCaret({ from: next.from, to: next.to });
    setTyping(true);
    setAsked(false);
    setActive(0);
  };
  const pick = (suggestion: Suggestion) => {
    commit(replaced({ text, from: suggestion.from, to: suggestion.to }, suggestion.insert, suggestion.caret));
    setTyping(false);
  };
  const step = (way: typeof undo) => {
    const { history: next, written } = way(history.current, { text, ...caret });
    history.current = next;
    if (written.text === text) return;
    setOwn({ text: written.text, of: written.text });
    onChange(written.text);
    wanted.current = written;
    setCaret(written);
    setTyping(false);
  };

  useLayoutEffect(() => {
    const node = box.current;
    if (!node || composing.current) return;
    const mark = JSON.stringify(pieces);
    if (drawn.current !== mark) {
      draw(node, pieces);
      drawn.current = mark;
      if (document.activeElement === node) wanted.current ??= caret;
    }
    if (wanted.current && document.activeElement === node) select(node, wanted.current.from, wanted.current.to);
    wanted.current = undefined;
    if (!focused) return;
    const now = caretSpot(node, caret.from);
    setSpot((before) =>
      before && before.left === now.left && before.top === now.top && before.bottom === now.bottom ? before : now,
    );
  });

  const handle = (event: InputEvent) => {
    const node = box.current;
    // What an input method writes is read when it is whole.
    if (!node || composing.current || event.isComposing || event.inputType.includes('Composition')) return;
    event.preventDefault();
    const now: Written = { text, ...(selectionIn(node) ?? caret) };
    const chips = chipSpans(pieces);
    const word = /Word|Line/.test(event.inputType);
    if (event.inputType === 'historyUndo') step(undo);
    else if (event.inputType === 'historyRedo') step(redo);
    else if (/Backward|ByCut|ByDrag/.test(event.inputType)) commit(deletedBack(now, chips, word));
    else if (event.inputType.includes('Forward')) commit(deletedForward(now, chips, word));
    else if (event.inputType === 'insertParagraph' || event.inputType === 'insertLineBreak')
      commit(replaced(now, '\n'));
    else {
      const data = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      const plain = event.inputType === 'insertText' ? typed(now, data) : replaced(now, data.replaceAll('\r', ''));
      commit(plain, event.inputType === 'insertText' && typing && /^\w$/.test(data));
    }
  };
  const handler = useRef(handle);
  handler.current = handle;
  useEffect(() => {
    const node = box.current;
    const listen = (event: Event) => handler.current(event as InputEvent);
    node?.addEventListener('beforeinput', listen);
    return () => node?.removeEventListener('beforeinput', listen);
  }, []);

  useEffect(() => {
    const follow = () => {
      const node = box.current;
      const now = node && !composing.current ? selectionIn(node) : undefined;
      if (!now) return;
      setCaret((before) => {
        if (before.from === now.from && before.to === now.to) return before;
        setTyping(false);
        setAsked(false);
        return now;
      });
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, []);

  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  const press = (event: KeyboardEvent) => {
    // The keys of an input method are not the designer's either.
    if (isComposed(event)) return event.stopPropagation();
    const open = suggestions.length > 0;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (control && event.key === ' ') {
      setAsked(true);
      setActive(0);
      return done();
    }
    if (control && (key === 'z' || key === 'y')) {
      step(key === 'y' || event.shiftKey ? redo : undo);
      return done();
    }
    // In its dialog, Escape closes the list first and then the dialog.
    if (tall && !open && event.key === 'Escape') return;
    // Keys of the designer around mean nothing while a formula is written.
    event.stopPropagation();
    if (!open) return;
    const chosen = suggestions[index];
    if (event.key === 'ArrowDown') setActive((index + 1) % suggestions.length);
    else if (event.key === 'ArrowUp') setActive((index - 1 + suggestions.length) % suggestions.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen);
    else if (event.key === 'Escape') {
      setTyping(false);
      setAsked(false);
    } else return;
    done();
  };

  return (
    <div className="formula">
      {/* biome-ignore lint/a11y/useSemanticElements: no input element can show chips */}
      <div
        ref={box}
        id={id}
        role="textbox"
        tabIndex={0}
        aria-multiline
        aria-autocomplete="list"
        {...(label ? { 'aria-label': label } : { 'aria-labelledby': `${id}-label` })}
        aria-describedby={`${id}-verdict`}
        {...(suggestions.length > 0 ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${index}` } : {})}
        aria-invalid={issues.length > 0}
        contentEditable
        suppressContentEditableWarning
        spellCheck={false}
        className={tall ? 'formula-box formula-tall' : 'formula-box'}
        data-placeholder={text === '' ? t('formula.placeholder') : undefined}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          setTyping(false);
          setAsked(false);
        }}
        onKeyDown={press}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
          if (!box.current) return;
          const now = selectionIn(box.current);
          drawn.current = '';
          commit(composed(textOf(box.current), now?.from ?? text.length));
        }}
        onCopy={(event) => {
          event.clipboardData.setData('text/plain', text.slice(caret.from, caret.to));
          event.preventDefault();
        }}
        onCut={(event) => {
          event.clipboardData.setData('text/plain', text.slice(caret.from, caret.to));
          event.preventDefault();
          commit(replaced({ text, ...caret }, ''));
        }}
      />
      {focused && spot && (
        <Suggestions
          id={listId}
          at={spot}
          suggestions={suggestions}
          active={index}
          call={call}
          entry={entry}
          onPick={pick}
        />
      )}
      <Verdict reach={reach} id={`${id}-verdict`} issues={issues} answer={answer} hasRecord={record !== undefined} />
    </div>
  );
}

function chipSpans(pieces: ReturnType<typeof piecesOf>): readonly Span[] {
  let at = 0;
  return pieces.flatMap(({ text, look }) => {
    const from = at;
    at += text.length;
    return look === 'chip' ? [{ from, to: at }] : [];
  });
}
