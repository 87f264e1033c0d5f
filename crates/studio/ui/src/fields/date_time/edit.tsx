/** A moment, typed as the clocks of the organisation show it and stored in UTC. */
import { DatePicker } from 'antd';
import { useTranslation } from 'react-i18next';
import { shownIn } from '../../lib/pickers';
import { isElsewhere, momentOf, useZone } from '../../lib/today';
import type { Editor, EditProps } from '../kind';

function Edit({ id, value, onChange, invalid, describedBy }: EditProps<'date_time'>) {
  const { t } = useTranslation();
  const zone = useZone();
  return (
    <DatePicker
      id={id}
      className="fill"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={value ? shownIn(new Date(value), zone) : null}
      onChange={(shown) =>
        onChange(
          shown &&
            momentOf(shown.format('YYYY-MM-DD'), shown.format('HH:mm:00'), zone).toISOString().replace('.000Z', 'Z'),
        )
      }
      {...(isElsewhere(zone)
        ? { renderExtraFooter: () => <small className="mute">{t('field.zone', { zone })}</small> }
        : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
    />
  );
}

export const editor: Editor<'date_time'> = { Edit };
