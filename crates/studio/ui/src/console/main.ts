// The API console: shows the OpenAPI documents of the platform and of each app, and tries requests with the session of the page.
import 'swagger-ui-dist/swagger-ui.css';
import './console.css';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

interface Apps {
  items: { key: string; label: string | Record<string, string> }[];
}

const texts = {
  'zh-CN': { platform: '平台', signIn: '请先登录，再打开这个页面。' },
  en: { platform: 'Platform', signIn: 'Sign in first, then open this page.' },
};
const locale = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
const text = texts[locale];

/** Writes by the session of the page must say that they come from a page of ours. */
function fromPage(request: { headers: Record<string, string> }) {
  request.headers['X-Formwork'] = '1';
  request.headers['Accept-Language'] = locale;
  return request;
}

function show(url: string) {
  SwaggerUI({
    domNode: document.getElementById('console'),
    url,
    deepLinking: true,
    docExpansion: 'none',
    displayRequestDuration: true,
    validatorUrl: null,
    requestInterceptor: fromPage,
  });
}

function option(value: string, label: string) {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = label;
  return element;
}

async function start() {
  const answer = await fetch('/api/v1/apps', { headers: { 'Accept-Language': locale } });
  const main = document.getElementById('console');
  const choice = document.getElementById('document');
  if (!(main && choice instanceof HTMLSelectElement)) return;
  if (!answer.ok) {
    main.textContent = text.signIn;
    main.className = 'console-note';
    return;
  }
  const apps: Apps = await answer.json();
  choice.append(option('/api/v1/openapi.json', text.platform));
  for (const { key, label } of apps.items) {
    const name = typeof label === 'string' ? label : (label[locale] ?? key);
    choice.append(option(`/api/v1/data/${key}/openapi.json`, name));
  }
  choice.addEventListener('change', () => show(choice.value));
  const first = apps.items[0];
  choice.value = first ? `/api/v1/data/${first.key}/openapi.json` : '/api/v1/openapi.json';
  show(choice.value);
}

void start();
