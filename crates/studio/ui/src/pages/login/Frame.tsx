/** The frame of the pages before signing in: the brand on the left, the form on the right. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../components/LanguageSwitch';
import { Mark } from '../../components/Mark';
import './login.css';

function Flow() {
  const card = (x: number, y: number, colour: string) => (
    <g key={`${x}-${y}`} transform={`translate(${x} ${y})`}>
      <rect width="180" height="58" rx="10" fill="url(#glass)" stroke="#fff" strokeOpacity=".28" />
      <rect x="14" y="15" width="28" height="28" rx="7" fill={colour} />
      <rect x="54" y="18" width="74" height="7" rx="3.5" fill="#fff" opacity=".8" />
      <rect x="54" y="34" width="104" height="5" rx="2.5" fill="#fff" opacity=".42" />
    </g>
  );
  return (
    <svg className="login-flow" viewBox="0 0 424 380" fill="none" aria-hidden="true">
      <defs>
        <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#fff" stopOpacity=".2" />
          <stop offset="1" stopColor="#fff" stopOpacity=".08" />
        </linearGradient>
      </defs>
      <path
        d="M211 59v36M211 153v22c0 16-120 6-120 26v20M211 153v22c0 16 120 6 120 26v20M91 279v20c0 20 120 10 120 26v18M331 279v20c0 20-120 10-120 26v18"
        stroke="#fff"
        strokeOpacity=".5"
        strokeWidth="1.4"
      />
      {card(121, 1, '#7D9BFF')}
      {card(121, 95, '#EDBB6C')}
      {card(1, 221, '#5FD0BF')}
      {card(241, 221, '#B79CF8')}
      <circle cx="211" cy="355" r="12" fill="#fff" />
      <path
        d="m205.500 355 4 4 7-7.500"
        stroke="#2347C5"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
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
          <span>Formwork</span>
        </div>
        <Flow />
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
          {t('brand.name')} Formwork · {t('login.private')}
        </footer>
      </main>
    </div>
  );
}
