import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  EventApiModule,
  ExternalFilterModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
} from 'ag-grid-community'

let registered = false

/** What we use and no more: the whole of AG Grid Community would weigh half as much again. */
export function registerModules(): void {
  if (registered) return
  registered = true
  ModuleRegistry.registerModules([
    ClientSideRowModelModule,
    ClientSideRowModelApiModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    CustomEditorModule,
    EventApiModule,
    ExternalFilterModule,
    RenderApiModule,
    RowApiModule,
    RowStyleModule,
    CellStyleModule,
    ScrollApiModule,
  ])
}
