/** Unit tests stand beside their source; the ones that touch the DOM are end-to-end specs, not these. */
declare const _default: import("vite").UserConfig;
export default _default;
