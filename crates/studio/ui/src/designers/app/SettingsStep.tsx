/** What holds in the whole app: its name and look, its currency and telephone region, and taking it along as a package. */
import { DownloadOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { packageAddress } from '../../api/apps';
import { Look } from '../../pages/apps/NameFields';
import { appColours } from '../../theme/tokens';
import '../../pages/apps/catalogue';
import '../../pages/apps/apps.css';
import { TextBox } from '../parts/TextBox';
import '../parts/catalogue';
import { useChange, useDesigning, useDocument } from '../shell/context';
import '../parts/panel.css';
import './app.css';

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD', 'TWD', 'KRW', 'AUD'];
const regions = ['CN', 'HK', 'MO', 'TW', 'SG', 'US', 'GB', 'DE', 'JP', 'KR', 'AU'];

export function SettingsStep() {
  const { t, i18n } = useTranslation('apps');
  const { draft } = useDesigning();
  const { app } = useDocument();
  const change = useChange();
  const set = (set: Readonly<Record<string, unknown>>) => change({ do: 'changeApp', set });
  const currencyName = new Intl.DisplayNames(i18n.language, { type: 'currency' });
  const regionName = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const { key } = draft.getState().history.present.app;
  return (
    <main className="design-step design-narrow">
      <section className="card step-card" aria-labelledby="settings-app">
        <h2 id="settings-app">{t('settings.app')}</h2>
        <div className="name-fields wide-labels">
          <label htmlFor="app-label">{t('name')}</label>
          <TextBox id="app-label" needed value={app.label} onChange={(label) => label && set({ label })} />
          <span>{t('key')}</span>
          <code className="settings-key">{key}</code>
          <label htmlFor="app-about">{t('settings.about')}</label>
          <TextBox id="app-about" lines value={app.description} onChange={(description) => set({ description })} />
          <label htmlFor="app-version">{t('settings.version')}</label>
          <div>
            <Input
              id="app-version"
              className="settings-short code"
              value={app.version}
              onChange={({ target }) => set({ version: target.value })}
            />
            <p className="mute small">{t('settings.versionAbout')}</p>
          </div>
          <Look value={{ icon: app.icon ?? 'appstore', colour: app.colour ?? appColours[0] }} onChange={set} />
        </div>
      </section>
      <section className="card step-card" aria-labelledby="settings-habits">
        <h2 id="settings-habits">{t('settings.habits')}</h2>
        <div className="name-fields wide-labels">
          <label htmlFor="app-currency">{t('settings.currency')}</label>
          <Select
            id="app-currency"
            className="settings-short"
            value={app.settings?.currency ?? 'CNY'}
            onChange={(currency) => set({ settings: { ...app.settings, currency } })}
            options={currencies.map((code) => ({ value: code, label: `${currencyName.of(code)} ${code}` }))}
          />
          <label htmlFor="app-region">{t('settings.region')}</label>
          <Select
            id="app-region"
            className="settings-short"
            value={app.settings?.phone_region ?? 'CN'}
            onChange={(phone_region) => set({ settings: { ...app.settings, phone_region } })}
            options={regions.map((code) => ({ value: code, label: regionName.of(code) ?? code }))}
          />
        </div>
      </section>
      <section className="card step-card" aria-labelledby="settings-pack">
        <h2 id="settings-pack">{t('settings.pack')}</h2>
        <p className="mute">{t('settings.packAbout')}</p>
        <p className="settings-packs">
          <a href={packageAddress(key, false)} className="bordered-link">
            <DownloadOutlined aria-hidden /> {t('export')}
          </a>
          <a href={packageAddress(key, true)} className="bordered-link">
            <DownloadOutlined aria-hidden /> {t('exportData')}
          </a>
        </p>
      </section>
    </main>
  );
}
