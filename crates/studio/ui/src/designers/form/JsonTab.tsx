/** The form as JSON, edited as text: what can be read is at once on the canvas. */
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/errors';
import { copyAndSay } from '../../components/copying';
import { partsOf } from '../shell/places';
import type { FormDoc } from './document';
import { lineAt, type Read, read, written } from './json';
import { useCanvas } from './surroundings';
import './json.css';

const heightOfLine = 19;

export function JsonTab({ doc, issues }: { doc: FormDoc; issues: readonly Issue[] }) {
  const { t } = useTranslation('designer');
  const { form, actions } = useCanvas();
  const id = useId();
  const [text, setText] = useState(() => written(doc));
  const [found, setFound] = useState<Read>({ form: doc });
  const shown = useRef(doc);
  const box = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);

  // What changed elsewhere is shown, unless something half written would be lost by it.
  useEffect(() => {
    if (doc === shown.current || !('form' in found)) return;
    shown.current = doc;
    setText(written(doc));
  }, [doc, found]);

  const type = (next: string) => {
    setText(next);
    const result = read(next, form);
    setFound(result);
    if (!('form' in result) || JSON.stringify(result.form) === JSON.stringify(doc)) return;
    shown.current = result.form;
    actions.change({ do: 'putForm', form: result.form });
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    // Escape leaves the box, so that Tab may indent inside it without holding the keyboard.
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Tab' || event.shiftKey) return;
    event.preventDefault();
    event.currentTarget.setRangeText('  ', event.currentTarget.selectionStart, event.currentTarget.selectionEnd, 'end');
    type(event.currentTarget.value);
  };
  const goTo = (line: number) => {
    const area = box.current;
    if (!area) return;
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (text.split('\n')[line - 1]?.length ?? 0));
    area.scrollTop = Math.max(0, (line - 6) * heightOfLine);
  };

  const own = issues.flatMap(({ path, text: sentence }) => {
    const [folder, key, ...pointer] = partsOf(path);
    const line = folder === 'forms' && key === form ? lineAt(text, pointer) : undefined;
    return line === undefined ? [] : [{ line, text: sentence, path }];
  });
  const broken = faultOf(found, t);
  const lines = text.split('\n').length;
  const marked = new Set([...own.map(({ line }) => line), ...(broken ? [broken.line] : [])]);
  return (
    <div className="json-tab">
      <p className="mute">{t('json.about')}</p>
      <div className="json-frame">
        <div className="json-gutter number" ref={gutter} aria-hidden>
          {Array.from({ length: lines }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are their numbers
            <span key={index} className={marked.has(index + 1) ? 'json-wrong' : ''}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={box}
          className="json-box"
          aria-label={t('json.label')}
          aria-invalid={broken !== undefined}
          aria-describedby={`${id}-faults`}
          spellCheck={false}
          wrap="off"
          value={text}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKey}
          onScroll={({ currentTarget }) => {
            if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop;
          }}
        />
      </div>
      <ul className="json-faults" id={`${id}-faults`} aria-live="polite">
        {[...(broken ? [broken] : []), ...own].map(({ line, text: sentence }) => (
          <li key={`${line} ${sentence}`}>
            <button type="button" className="bare" onClick={() => goTo(line)}>
              <span className="number">{t('json.line', { line })}</span> {sentence}
            </button>
          </li>
        ))}
      </ul>
      <div className="json-acts">
        <Button size="small" disabled={!('form' in found)} onClick={() => setText(written(doc))}>
          {t('json.format')}
        </Button>
        <Button size="small" onClick={() => void copyAndSay(text, t('json.copied'))}>
          {t('json.copy')}
        </Button>
      </div>
    </div>
  );
}

function faultOf(found: Read, t: ReturnType<typeof useTranslation<'designer'>>['t']) {
  if ('line' in found) return { line: found.line, text: found.message };
  if ('missing' in found) return { line: 1, text: t('json.shape', { what: found.missing }) };
  return 'otherKey' in found ? { line: 1, text: t('json.otherKey') } : undefined;
}
