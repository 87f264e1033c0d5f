/** Words that people read: the language of the screen first, the other one folded away until it is wanted. */
import { GlobalOutlined } from '@ant-design/icons';
import { Button, Input, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, languages } from '../../i18n';
import type { Text } from '../../model/field';
import { textIn, withText } from './texts';
import { useTyped } from './useTyped';

interface Props {
  readonly id: string;
  readonly value: Text | undefined;
  readonly onChange: (text: Text | undefined) => void;
  readonly lines?: boolean;
  /** It may not be empty. */
  readonly needed?: boolean;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  /** Where no label stands beside it. */
  readonly label?: string;
  readonly onLeave?: () => void;
  /** It has just been made under a name that nobody chose: what is typed next replaces it. */
  readonly fresh?: boolean;
}

export function TextBox(props: Props) {
  const { id, value, onChange, lines, needed, placeholder, describedBy, label, onLeave, fresh = false } = props;
  const { t } = useTranslation('panels');
  const language = currentLanguage();
  const others = languages.filter((each) => each !== language);
  const translated = typeof value === 'object';
  const [open, setOpen] = useState(false);
  const first = typeof value === 'string' || value === undefined ? language : 'zh-CN';
  const set = (each: string, words: string) => onChange(withText(value, each, words, first));
  const typed = useTyped(
    textIn(value, language),
    (words) => (needed && words.trim() === '' ? t('problem.needed') : undefined),
    (words) => set(language, words),
  );
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!fresh) return;
    const box = holder.current?.querySelector('input');
    box?.focus();
    box?.select();
  }, [fresh]);
  const Box = lines ? Input.TextArea : Input;
  const more = lines ? { autoSize: { minRows: 2, maxRows: 6 } } : {};
  return (
    <div className="text-box" ref={holder}>
      <div className="text-box-line">
        <Box
          {...more}
          id={id}
          value={typed.text}
          placeholder={placeholder}
          aria-describedby={describedBy}
          {...(label ? { 'aria-label': label } : {})}
          {...(typed.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={() => {
            typed.leave();
            onLeave?.();
          }}
        />
        <Tooltip title={t('text.translate')}>
          <Button
            type="text"
            className={translated ? 'text-box-translated' : ''}
            aria-label={t(translated ? 'text.translated' : 'text.translate')}
            aria-expanded={open}
            icon={<GlobalOutlined />}
            onClick={() => setOpen(!open)}
          />
        </Tooltip>
      </div>
      {typed.problem && <div className="line-problem">{typed.problem}</div>}
      {open &&
        others.map((each) => (
          <div key={each} className="text-box-other">
            <label htmlFor={`${id}-${each}`}>{t(`language.${each}`)}</label>
            <Box
              {...more}
              id={`${id}-${each}`}
              lang={each}
              value={typeof value === 'object' ? textIn(value, each) : ''}
              placeholder={t('text.otherHint', { language: t(`language.${each}`) })}
              onChange={(event) => set(each, event.target.value)}
            />
          </div>
        ))}
    </div>
  );
}
