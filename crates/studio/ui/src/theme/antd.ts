/** Ant Design's theme, from our tokens. */
import { type ThemeConfig, theme } from 'antd';
import { type Appearance, tokens } from './tokens';

export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', Roboto, sans-serif";

export function antdTheme(appearance: Appearance, calm: boolean): ThemeConfig {
  const colour = tokens[appearance];
  return {
    algorithm: appearance === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: 'formwork' },
    hashed: false,
    token: {
      colorPrimary: colour.brand,
      // Under the pointer words stay as readable: the colour antd would mix is too light for white ones.
      colorPrimaryHover: colour['brand-strong'],
      colorPrimaryActive: colour['brand-strong'],
      colorLink: colour.brand,
      colorError: colour['red-ink'],
      colorErrorHover: colour['red-ink'],
      colorErrorActive: colour['red-ink'],
      colorErrorText: colour['red-ink'],
      colorWarning: colour['amber-ink'],
      colorSuccess: colour['green-ink'],
      colorInfo: colour.brand,
      colorText: colour.ink,
      colorTextHeading: colour.ink,
      colorTextSecondary: colour['ink-soft'],
      colorTextDescription: colour['ink-mute'],
      colorTextPlaceholder: colour['ink-mute'],
      colorTextLightSolid: colour['on-brand'],
      colorBorder: colour['line-strong'],
      colorBorderSecondary: colour.line,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.surface,
      colorBgLayout: colour.canvas,
      colorFillAlter: colour.sunken,
      controlItemBgActive: colour['brand-soft'],
      fontFamily,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 10,
      borderRadiusSM: 6,
      controlHeight: 34,
      controlHeightSM: 28,
      controlHeightLG: 42,
      motionDurationSlow: '0.2s',
      motionDurationMid: '0.16s',
      motionDurationFast: '0.1s',
      // Without motion antd places pop-ups at once; shortening its animations from outside makes it misplace them.
      motion: !calm,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
      Input: { activeShadow: 'none' },
      Drawer: { paddingLG: 0 },
      Tooltip: { colorBgSpotlight: appearance === 'dark' ? colour['line-strong'] : colour.ink },
    },
  };
}
