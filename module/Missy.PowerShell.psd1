# The loader comes first, so that it runs before PowerShell looks at the types of the cmdlets. These are nested too, for then
# PowerShell looks for their help beside this file, as en-US/Missy.PowerShell.psd1-Help.xml.
@{
    NestedModules = @('bin/Missy.Loader.dll', 'bin/Missy.PowerShell.dll')
    TypesToProcess = @('Missy.Types.ps1xml')
    FormatsToProcess = @('Missy.Format.ps1xml')
    ModuleVersion = '0.1.0'
    GUID = 'c3c8e5c1-0d54-4f0c-9a5e-1f6d2b7f8a42'
    Author = 'The Missy authors'
    CompanyName = 'Missy'
    Copyright = 'Copyright (c) The Missy authors. MIT licence.'
    Description = 'The cmdlets of Missy. Import Missy.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    # All that the assembly has: the outer manifest names each, and a second list would be matched against the first one by one.
    CmdletsToExport = '*'
    AliasesToExport = @('ask')
    FunctionsToExport = @()
    VariablesToExport = @()
}
