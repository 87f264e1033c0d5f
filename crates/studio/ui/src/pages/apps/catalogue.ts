/** The words of the pages about apps, fetched with them. Import it for its effect. */
import { i18n } from '../../i18n';
import en from '../../i18n/en/apps.json';
import zh from '../../i18n/zh-CN/apps.json';

i18n.addResourceBundle('zh-CN', 'apps', zh);
i18n.addResourceBundle('en', 'apps', en);
