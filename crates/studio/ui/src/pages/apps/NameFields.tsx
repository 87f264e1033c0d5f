/** How a new app is called and looks: name, key, sign and colour. */
import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { appColours } from '../../theme/tokens';
import { tint } from './AppCard';
import { IconGrid } from './IconGrid';

export interface Named {
  readonly label: string;
  readonly key: string;
  readonly icon: string;
  readonly colour: string;
}

export const isAppKey = (key: string) => /^[a-z][a-z0-9_]{0,62}$/.test(key);

interface Props {
  readonly value: Named;
  readonly taken: readonly string[];
  readonly onChange: (value: Named) => void;
  readonly look?: boolean;
}

export function NameFields({ value, taken, onChange, look = true }: Props) {
  const { t } = useTranslation('apps');
  const id = useId();
  const wrong = !isAppKey(value.key) ? t('keyWrong') : taken.includes(value.key) ? t('keyTaken') : undefined;
  return (
    <div className="name-fields">
      <label htmlFor={`${id}-label`}>{t('name')}</label>
      <Input
        id={`${id}-label`}
        autoFocus
        maxLength={60}
        value={value.label}
        placeholder={t('nameHint')}
        onChange={({ target }) => onChange({ ...value, label: target.value })}
      />
      <label htmlFor={`${id}-key`}>{t('key')}</label>
      <div>
        <Input
          id={`${id}-key`}
          className="code"
          maxLength={63}
          value={value.key}
          {...(wrong ? { status: 'error' as const } : {})}
          aria-describedby={`${id}-about`}
          onChange={({ target }) => onChange({ ...value, key: target.value.toLowerCase() })}
        />
        <p id={`${id}-about`} className={wrong ? 'field-issue' : 'mute small'}>
          {wrong ?? t('keyAbout')}
        </p>
      </div>
      {look && <Look value={value} onChange={(set) => onChange({ ...value, ...set })} />}
    </div>
  );
}

/** The colour and the sign of an app. */
export function Look({
  value,
  onChange,
}: {
  value: { readonly icon: string; readonly colour: string };
  onChange: (set: { icon?: string; colour?: string }) => void;
}) {
  const { t } = useTranslation('apps');
  return (
    <>
      <span id="look-colour">{t('colour')}</span>
      <fieldset className="look-colours" aria-labelledby="look-colour">
        {appColours.map((colour, index) => (
          <button
            key={colour}
            type="button"
            style={tint(colour)}
            aria-label={t('colourNumber', { number: index + 1 })}
            aria-pressed={colour.toLowerCase() === value.colour.toLowerCase()}
            onClick={() => onChange({ colour })}
          />
        ))}
      </fieldset>
      <span id="look-icon">{t('icon')}</span>
      <IconGrid
        value={value.icon}
        labelledBy="look-icon"
        style={tint(value.colour)}
        onChange={(icon) => onChange({ icon })}
      />
    </>
  );
}
