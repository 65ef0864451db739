# The assembly is nested, for then PowerShell looks for its help beside this file, as en-US/Missy.PowerShell.dll-Help.xml.
@{
    NestedModules = @('module/bin/Missy.PowerShell.dll')
    TypesToProcess = @('module/bin/Missy.Types.ps1xml')
    FormatsToProcess = @('module/bin/Missy.Format.ps1xml')
    ModuleVersion = '0.1.0'
    GUID = '6d0f4ad5-6b1e-4b43-9a4e-5b7f0c2f3e11'
    Author = 'The Missy authors'
    CompanyName = 'Missy'
    Copyright = 'Copyright (c) The Missy authors. MIT licence.'
    Description = 'Talk to any language model from PowerShell, and stay in control of which one answers.'
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
    PrivateData = @{
        PSData = @{
            Tags = @('AI', 'LLM', 'Anthropic', 'OpenAI', 'Ollama', 'Chat', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
