/** The words of the panels, fetched with them. Import it for its effect. */
import { i18n } from '../../i18n';
import en from '../../i18n/en/panels.json';
import zh from '../../i18n/zh-CN/panels.json';
import '../catalogue';

i18n.addResourceBundle('zh-CN', 'panels', zh);
i18n.addResourceBundle('en', 'panels', en);
