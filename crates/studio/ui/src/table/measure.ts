/** How wide words are on the screen. */

let ruler: CanvasRenderingContext2D | null | undefined;

/** The width of the longest of some texts, in pixels. */
export function widthOf(texts: readonly string[], font = '500 14px'): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (ruler) ruler.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(Math.max(0, ...texts.map((text) => ruler?.measureText(text).width ?? text.length * 9)));
}
