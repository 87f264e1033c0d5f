/** The signs that apps, forms and groups of the menu may carry, to choose one of. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, iconNames } from '../../components/icons';
import './catalogue';
import './apps.css';

/** What a sign shows, in words: `team` is 团队. A name that we do not know is its own words. */
function useIconName(): (icon: string) => string {
  const { t } = useTranslation('apps');
  return (icon) => t(`icons.${icon}` as 'icons.team', { defaultValue: icon });
}

interface Props {
  readonly value: string | undefined;
  readonly labelledBy: string;
  readonly style?: CSSProperties;
  readonly onChange: (icon: string) => void;
}

export function IconGrid({ value, labelledBy, style, onChange }: Props) {
  const nameOf = useIconName();
  return (
    <fieldset className="look-icons" aria-labelledby={labelledBy} {...(style ? { style } : {})}>
      {iconNames.map((icon) => (
        <button
          key={icon}
          type="button"
          aria-label={nameOf(icon)}
          title={nameOf(icon)}
          aria-pressed={icon === value}
          onClick={() => onChange(icon)}
        >
          <span aria-hidden>
            <Icon name={icon} />
          </span>
        </button>
      ))}
    </fieldset>
  );
}
