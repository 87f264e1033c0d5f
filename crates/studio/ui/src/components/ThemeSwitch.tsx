/** Light, dark, high contrast, or as the system has it. */
import { useTranslation } from 'react-i18next';
import { choices, usePreferences } from '../theme/preferences';
import './switch.css';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { choice, choose } = usePreferences();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t('theme.label')}</legend>
      {choices.map((key) => (
        <button key={key} type="button" aria-pressed={choice === key} onClick={() => choose(key)}>
          {t(`theme.${key}`)}
        </button>
      ))}
    </fieldset>
  );
}
