; Offers Leadsheet under "Open with" and leaves the first choice as it is: electron-builder's own associations would take it.
; https://learn.microsoft.com/windows/win32/shell/app-registration
!define LEADSHEET_KEY "Software\Classes\Applications\Leadsheet.exe"

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}" "FriendlyAppName" "Leadsheet"
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\shell\open\command" "" '"$INSTDIR\Leadsheet.exe" "%1"'
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".xlsx" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".xlsm" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".xlsb" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".xls" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".ods" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".csv" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".tsv" ""
  WriteRegStr SHELL_CONTEXT "${LEADSHEET_KEY}\SupportedTypes" ".txt" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "${LEADSHEET_KEY}"
!macroend
