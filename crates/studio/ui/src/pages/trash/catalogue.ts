/** The words of the trash, fetched with it. Import it for its effect. */
import { i18n } from '../../i18n';
import en from '../../i18n/en/trash.json';
import zh from '../../i18n/zh-CN/trash.json';

i18n.addResourceBundle('zh-CN', 'trash', zh);
i18n.addResourceBundle('en', 'trash', en);
