/** A moment, typed as the clocks of the organisation show it and stored in UTC. */
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { civil, isElsewhere, momentOf, useZone } from '../../lib/today';
import type { Editor, EditProps } from '../kind';

/** The picker knows the browser's clock only: it is given what the other clock shows. */
const shownOf = (moment: Date, zone: string): Dayjs => {
  const { date, time } = civil(moment, zone);
  return dayjs(`${date}T${time}`);
};

function Edit({ id, value, onChange, invalid, describedBy }: EditProps<'date_time'>) {
  const { t } = useTranslation();
  const zone = useZone();
  return (
    <DatePicker
      id={id}
      className="fill"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={value ? shownOf(new Date(value), zone) : null}
      onChange={(shown) =>
        onChange(
          shown &&
            momentOf(shown.format('YYYY-MM-DD'), shown.format('HH:mm:00'), zone).toISOString().replace('.000Z', 'Z'),
        )
      }
      {...(isElsewhere(zone)
        ? {
            // Its own button for "now" would take the browser's.
            showNow: false,
            presets: [{ label: t('field.now'), value: () => shownOf(new Date(), zone) }],
            renderExtraFooter: () => <small className="mute">{t('field.zone', { zone })}</small>,
          }
        : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
    />
  );
}

export const editor: Editor<'date_time'> = { Edit };
