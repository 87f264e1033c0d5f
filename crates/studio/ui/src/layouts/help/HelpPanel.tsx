/** Help beside the page: keys, where things are, the way to the API and to whoever can change the product. */
import { ApiOutlined, MessageOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../lib/useMedia';
import { useOverlays } from '../overlays';
import { shortcuts } from './shortcuts';
import './help.css';

const places = ['workbench', 'menu', 'views', 'filter', 'record', 'trash', 'notices', 'profile'] as const;

export default function HelpPanel() {
  const { t } = useTranslation();
  const phone = usePhone();
  const { open, show, hide } = useOverlays();
  return (
    <Drawer
      open={open === 'help'}
      onClose={hide}
      title={t('help.title')}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '82%' : 420}
      destroyOnHidden
    >
      <div className="help">
        <section>
          <h3>{t('help.where')}</h3>
          <dl className="help-places">
            {places.map((place) => (
              <div key={place}>
                <dt>{t(`help.place.${place}`)}</dt>
                <dd>{t(`help.placeAbout.${place}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        {!phone && (
          <section>
            <h3>{t('help.keys')}</h3>
            {shortcuts.map(({ place, list }) => (
              <div key={place} className="help-keys">
                <h4>{t(place)}</h4>
                <dl>
                  {list.map(({ keys, about }) => (
                    <div key={about}>
                      <dt>
                        {keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{t(about)}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </section>
        )}
        <section className="help-more">
          <h3>{t('help.more')}</h3>
          <Button block icon={<MessageOutlined />} onClick={() => show('feedback')}>
            {t('feedback.title')}
          </Button>
          <Button block icon={<ApiOutlined />} href="/api/console" target="_blank" rel="noreferrer">
            {t('help.console')}
          </Button>
        </section>
      </div>
    </Drawer>
  );
}
