const MAC = /Mac|iPhone|iPad/

/** A shortcut of the list as it is written for people: `Ctrl+Z`, on a Mac `⌘Z`. */
export function shownKeys(keys: string, platform = navigator.platform): string {
  const mac = MAC.test(platform)
  return keys
    .replace('Mod+', mac ? '⌘' : 'Ctrl+')
    .replace('Shift+', mac ? '⇧' : 'Shift+')
    .replace('Alt+', mac ? '⌥' : 'Alt+')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('Escape', 'Esc')
    .replace('ContextMenu', 'Menu')
}
