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
    CmdletsToExport = @(
        'Clear-MissySession'
        'Clear-MissyUsage'
        'Disable-MissyProvider'
        'Enable-MissyProvider'
        'Enter-MissyChat'
        'Export-MissySession'
        'Get-MissyCircuit'
        'Get-MissyConfig'
        'Get-MissyConfigWatcher'
        'Get-MissyModel'
        'Get-MissyModelAlias'
        'Get-MissyModelTier'
        'Get-MissyProvider'
        'Get-MissySession'
        'Get-MissyUsage'
        'Import-MissySession'
        'Invoke-MissyAsk'
        'Invoke-MissyCommand'
        'New-MissyConfig'
        'New-MissySession'
        'New-MissyTool'
        'Remove-MissyModelAlias'
        'Remove-MissySession'
        'Reset-MissyCircuit'
        'Resolve-MissyRoute'
        'Set-MissyConfig'
        'Set-MissyDefaultProvider'
        'Set-MissyModelAlias'
        'Set-MissySession'
        'Start-MissyConfigWatcher'
        'Start-MissySimulator'
        'Stop-MissyConfigWatcher'
        'Stop-MissySimulator'
        'Switch-MissyKey'
        'Test-MissyConfig'
        'Test-MissyNetworkPolicy'
        'Test-MissyProvider'
        'Update-MissyConfig'
        'Update-MissyModelCache'
    )
    AliasesToExport = @('ask')
    FunctionsToExport = @()
    VariablesToExport = @()
}
