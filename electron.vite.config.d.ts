/** Each entry runs as a process of its own; paths in `out/` mirror those under `electron/`. */
declare const _default: import("electron-vite").UserConfig;
export default _default;
