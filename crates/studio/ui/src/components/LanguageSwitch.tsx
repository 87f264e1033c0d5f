/** Chinese or English. */
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages } from '../i18n';
import './switch.css';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t('language.label')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void changeLanguage(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}
