/** The frame of the pages before signing in: the brand on the left, the form on the right. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../components/LanguageSwitch';
import { Mark } from '../../components/Mark';
import './login.css';

/** What the product does today: fields are put on a sheet, and the sheet is a list of records. */
function Sheet() {
  const field = (x: number, y: number, width: number, label: number) => (
    <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
      <rect width={label} height="5" rx="2.5" fill="#fff" opacity=".55" />
      <rect y="12" width={width} height="24" rx="6" fill="#fff" fillOpacity=".1" stroke="#fff" strokeOpacity=".3" />
    </g>
  );
  const row = (y: number, colour: string, name: number) => (
    <g key={y} transform={`translate(0 ${y})`}>
      <path d="M0 0h212" stroke="#fff" strokeOpacity=".16" />
      <circle cx="20" cy="18" r="7" fill={colour} />
      <rect x="36" y="15" width={name} height="6" rx="3" fill="#fff" opacity=".7" />
      <rect x="122" y="15" width="32" height="6" rx="3" fill="#fff" opacity=".35" />
      <rect x="168" y="11" width="30" height="14" rx="5" fill={colour} opacity=".85" />
    </g>
  );
  return (
    <svg className="login-flow" viewBox="0 0 424 380" fill="none" aria-hidden="true">
      <defs>
        <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#fff" stopOpacity=".2" />
          <stop offset="1" stopColor="#fff" stopOpacity=".08" />
        </linearGradient>
        <linearGradient id="sheet" x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#4A6FEC" />
          <stop offset="1" stopColor="#2C4BB9" />
        </linearGradient>
      </defs>
      <g transform="translate(1 1)">
        <rect width="270" height="238" rx="14" fill="url(#glass)" stroke="#fff" strokeOpacity=".28" />
        <rect x="20" y="20" width="26" height="26" rx="7" fill="#7D9BFF" />
        <rect x="58" y="29" width="84" height="8" rx="4" fill="#fff" opacity=".85" />
        {field(20, 66, 108, 36)}
        {field(142, 66, 108, 48)}
        {field(20, 118, 230, 54)}
        <rect x="20" y="182" width="108" height="36" rx="8" stroke="#fff" strokeOpacity=".55" strokeDasharray="4 4" />
      </g>
      <g transform="translate(116 158)">
        <rect width="128" height="40" rx="9" fill="#fff" />
        <rect x="10" y="10" width="20" height="20" rx="6" fill="#EDBB6C" />
        <rect x="40" y="13" width="56" height="5" rx="2.5" fill="#2347C5" opacity=".8" />
        <rect x="40" y="23" width="74" height="5" rx="2.5" fill="#2347C5" opacity=".3" />
        <path
          d="m112 32 4.5 15 3.200-6 6.300-2.400Z"
          fill="#1A2233"
          stroke="#fff"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </g>
      <g transform="translate(211 222)">
        <rect width="212" height="157" rx="14" fill="url(#sheet)" stroke="#fff" strokeOpacity=".28" />
        <rect x="14" y="16" width="60" height="8" rx="4" fill="#fff" opacity=".85" />
        <rect x="156" y="13" width="42" height="14" rx="5" fill="#fff" opacity=".9" />
        {row(40, '#5FD0BF', 66)}
        {row(76, '#B79CF8', 50)}
        {row(112, '#EDBB6C', 72)}
      </g>
    </svg>
  );
}

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="login">
      <aside className="login-brand" aria-label={t('brand.name')}>
        <div className="login-mark">
          <Mark size={32} plain />
          <b>{t('brand.name')}</b>
          {t('brand.name') !== 'Formwork' && <span>Formwork</span>}
        </div>
        <Sheet />
        <div className="login-claim">
          <p className="login-headline">
            {t('login.headline1')}
            <br />
            {t('login.headline2')}
          </p>
          <p>{t('login.claim1')}</p>
          <p>{t('login.claim2')}</p>
          <ul>
            <li>{t('login.point1')}</li>
            <li>{t('login.point2')}</li>
            <li>{t('login.point3')}</li>
          </ul>
        </div>
      </aside>
      <main className="login-side">
        <div className="login-language">
          <LanguageSwitch />
        </div>
        <div className="login-form">{children}</div>
        <footer className="login-foot">
          {t('brand.full')} · {t('login.private')}
        </footer>
      </main>
    </div>
  );
}
