/** A box of several lines in which @ offers the people of the directory. */
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { departmentsQuery, type Person, peopleQuery } from '../../api/directory';
import { Avatar } from '../../components/Avatar';
import { putMention, type Typing, typingAt } from './mentions';

export interface MentionBoxHandle {
  focus: () => void;
  /** Begins a name at the caret. */
  mention: () => void;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Is told whom the person chose. */
  readonly onMention?: (person: Person) => void;
  readonly onSend: () => void;
  readonly onEscape?: () => void;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<MentionBoxHandle>;
}

const most = 6;

export function MentionBox(props: Props) {
  const {
    id,
    label,
    value,
    onChange,
    onMention,
    onSend,
    onEscape,
    placeholder,
    rows = 2,
    autoFocus = false,
    ref,
  } = props;
  const box = useRef<TextAreaRef>(null);
  const { data: people = [] } = useQuery(peopleQuery);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const [typing, setTyping] = useState<Typing>();
  const [at, setAt] = useState(0);
  const area = () => box.current?.resizableTextArea?.textArea;
  const query = typing?.query.toLowerCase();
  const offered =
    query === undefined
      ? []
      : people
          .filter(({ active, name, account }) => active && `${name} ${account}`.toLowerCase().includes(query))
          .slice(0, most);
  const listed = `${id}-people`;

  function look(text: string, caret: number) {
    setTyping(typingAt(text, caret));
    setAt(0);
  }
  function write(text: string, caret: number) {
    onChange(text);
    look(text, caret);
    requestAnimationFrame(() => {
      area()?.focus();
      area()?.setSelectionRange(caret, caret);
    });
  }
  function choose(person: Person) {
    if (!typing) return;
    const { text, caret } = putMention(value, typing, person.name);
    onMention?.(person);
    write(text, caret);
    setTyping(undefined);
  }
  useImperativeHandle(ref, () => ({
    focus: () => area()?.focus(),
    mention: () => {
      const caret = area()?.selectionStart ?? value.length;
      const gap = caret > 0 && !/\s/.test(value[caret - 1] ?? '') ? ' ' : '';
      write(`${value.slice(0, caret)}${gap}@${value.slice(caret)}`, caret + gap.length + 1);
    },
  }));

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    if (offered.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        setAt((at + step + offered.length) % offered.length);
      }
      const person = offered[at];
      if (person && (event.key === 'Enter' || event.key === 'Tab')) {
        event.preventDefault();
        choose(person);
      }
    }
    if (event.key !== 'Escape' || (offered.length === 0 && !onEscape)) return;
    event.preventDefault();
    event.stopPropagation();
    if (offered.length > 0) setTyping(undefined);
    else onEscape?.();
  }

  const current = offered[at];
  return (
    <div className="mention-box">
      <Input.TextArea
        ref={box}
        id={id}
        aria-label={label}
        aria-controls={listed}
        aria-autocomplete="list"
        {...(current ? { 'aria-activedescendant': `${listed}-${current.id}` } : {})}
        autoFocus={autoFocus}
        value={value}
        placeholder={placeholder ?? ''}
        maxLength={10_000}
        autoSize={{ minRows: rows, maxRows: 8 }}
        variant="borderless"
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyping(undefined)}
      />
      <div id={listed} role="listbox" aria-label={label} className="mention-list" hidden={offered.length === 0}>
        {offered.map((person, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the caret stays in the box; the option is named by aria-activedescendant
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the box
          <div
            key={person.id}
            id={`${listed}-${person.id}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setAt(index)}
            onClick={() => choose(person)}
          >
            <Avatar name={person.name} />
            <span>{person.name}</span>
            <small className="mute">{departments.find(({ id }) => id === person.department)?.name}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
