/** The list of what may come next, and how the function around the caret is called. */
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../api/designing';
import { useWords } from '../../../i18n/text';
import type { Suggestion } from './complete';
import type { Spot } from './drawing';
import type { OpenCall } from './tokens';

interface Props {
  readonly id: string;
  readonly at: Spot;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly call: OpenCall | undefined;
  readonly entry: CatalogueEntry | undefined;
  readonly onPick: (suggestion: Suggestion) => void;
}

const width = 340;

export function Suggestions({ id, at, suggestions, active, call, entry, onPick }: Props) {
  const { t } = useTranslation('panels');
  if (suggestions.length === 0 && !entry) return null;
  const below = at.bottom + 300 < window.innerHeight || at.top < 320;
  const style = {
    left: Math.max(8, Math.min(at.left, window.innerWidth - width - 8)),
    width: Math.min(width, window.innerWidth - 16),
    ...(below ? { top: at.bottom + 6 } : { bottom: window.innerHeight - at.top + 6 }),
  };
  const chosen = suggestions[active];
  return createPortal(
    <div className="suggestions" style={style}>
      {entry && call && <Usage entry={entry} argument={call.argument} />}
      {suggestions.length > 0 && (
        <div id={id} role="listbox" aria-label={t('formula.suggestions')} className="suggestion-list">
          {suggestions.map((suggestion, index) => (
            <Row
              key={`${suggestion.is}-${suggestion.insert}`}
              id={`${id}-${index}`}
              suggestion={suggestion}
              active={index === active}
              onPick={onPick}
            />
          ))}
        </div>
      )}
      {chosen?.is === 'function' && (
        <div className="suggestion-about">
          <div>{chosen.entry.about}</div>
          {chosen.entry.examples[0] && (
            <code>
              {chosen.entry.examples[0].formula} → {String(chosen.entry.examples[0].value)}
            </code>
          )}
        </div>
      )}
    </div>,
    document.body,
  );
}

function Row({
  id,
  suggestion,
  active,
  onPick,
}: {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly active: boolean;
  readonly onPick: (suggestion: Suggestion) => void;
}) {
  const { t } = useTranslation(['panels', 'designer']);
  const words = useWords();
  const detail =
    suggestion.is === 'field'
      ? t(`designer:kind.${suggestion.field.kind}`)
      : suggestion.is === 'function'
        ? suggestion.entry.about
        : suggestion.is === 'option'
          ? words(suggestion.option.label)
          : t(`formula.word.${suggestion.label as 'me'}`);
  return (
    // The box keeps the focus; the mouse picks.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={active ? 'suggestion suggestion-active' : 'suggestion'}
      ref={(node) => {
        if (active) node?.scrollIntoView?.({ block: 'nearest' });
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        onPick(suggestion);
      }}
    >
      <span className={`suggestion-name suggestion-${suggestion.is}`}>
        {suggestion.is === 'option' ? words(suggestion.option.label) : suggestion.label}
        {suggestion.is === 'field' && suggestion.leads && <span aria-hidden> ›</span>}
      </span>
      {suggestion.is !== 'function' && suggestion.label !== suggestion.insert && (
        <code className="suggestion-key">{suggestion.insert.replace(/"$/, '')}</code>
      )}
      <span className="suggestion-detail">{suggestion.is === 'option' ? '' : detail}</span>
    </div>
  );
}

/** The signature that fits so many arguments, else the last. */
function fitting(entry: CatalogueEntry, argument: number): CatalogueEntry['signatures'][number] | undefined {
  return entry.signatures.find(({ params }) => params.length > argument) ?? entry.signatures.at(-1);
}

export function Usage({ entry, argument }: { readonly entry: CatalogueEntry; readonly argument?: number }) {
  const signature = fitting(entry, argument ?? 0);
  if (!signature) return null;
  const last = signature.params.length - 1;
  return (
    <div className="usage">
      <code>
        {entry.name}(
        {signature.params.map((param, index) => {
          const current = argument !== undefined && (index === argument || (index === last && argument > last));
          const many = param.presence === 'many' || param.presence === 'any';
          const name = `${param.name}${param.presence === 'optional' ? '?' : ''}${many ? '…' : ''}`;
          return (
            <span key={param.name}>
              {index > 0 && ', '}
              {current ? <b>{name}</b> : name}
            </span>
          );
        })}
        )
      </code>
      {argument !== undefined && <span className="usage-about">{entry.about}</span>}
    </div>
  );
}
