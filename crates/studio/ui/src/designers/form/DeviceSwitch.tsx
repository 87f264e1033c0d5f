/** Whether the form is seen as on a desk or as on a phone. */
import { DesktopOutlined, MobileOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Segments } from '../parts/Line';
import type { Device } from './store';

const signs = { desktop: <DesktopOutlined />, phone: <MobileOutlined /> } as const;
const devices = ['desktop', 'phone'] as const;

export function DeviceSwitch({ device, onChange }: { device: Device; onChange: (device: Device) => void }) {
  const { t } = useTranslation('designer');
  return (
    <Segments
      label={t('canvas.device')}
      value={device}
      options={devices.map((value) => ({
        value,
        label: (
          <>
            {signs[value]}
            {t(`canvas.${value}`)}
          </>
        ),
      }))}
      onChange={onChange}
    />
  );
}
