/** What every test needs: a fixed language. */
import { setUpLanguage } from './i18n';

await setUpLanguage('zh-CN');
