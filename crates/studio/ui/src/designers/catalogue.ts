/** The words of the designers: fetched with them, so that nobody who only fills in forms loads them. Import it for its effect. */
import { i18n } from '../i18n';
import en from '../i18n/en/designer.json';
import zh from '../i18n/zh-CN/designer.json';

i18n.addResourceBundle('zh-CN', 'designer', zh);
i18n.addResourceBundle('en', 'designer', en);
