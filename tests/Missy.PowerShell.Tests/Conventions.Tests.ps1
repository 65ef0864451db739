# What PSScriptAnalyzer's rules of design and the guidelines of cmdlet development ask for, as far as the cmdlets themselves tell.
# That each parameter is documented, the compiler sees to: a public member without a comment is an error.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot ../../Missy.psd1)
    $cmdlets = Get-Command -Module Missy -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    function Get-OwnParameter($Command) {
        $Command.Parameters.Values | Where-Object Name -NotIn $common
    }

    function Get-Declared($Command) {
        $Command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
    }

    function Get-ParameterAttribute($Parameter) {
        $Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] }
    }

    # Plural in form alone.
    $singularWords = 'Alias', 'Status', 'Process', 'Address', 'Access', 'Progress'
    function Test-Plural([string] $Name) {
        $last = ($Name -creplace '(?<=.)([A-Z])', ' $1').Split(' ')[-1]
        $last -match '[^s]s$' -and $last -notin $singularWords
    }

    function Test-Number([type] $Type) {
        ([Nullable]::GetUnderlyingType($Type) ?? $Type) -in [int], [long], [double], [decimal]
    }

    # By the guidelines, what these verbs do changes something.
    $changing = 'New', 'Set', 'Remove', 'Stop', 'Start', 'Restart', 'Reset', 'Update', 'Clear', 'Disable', 'Enable', 'Switch', 'Import', 'Export', 'Invoke', 'Rename', 'Add'

    # These do, and change nothing that is not made by the very call and given to the caller.
    $making = 'New-MissyTool'
}

AfterAll { Reset-Missy }

Describe '<Name>' -ForEach $cmdlets {
    It 'has an approved verb and a singular noun of the module' {
        $Command.Verb | Should -BeIn (Get-Verb).Verb
        $Command.Noun | Should -MatchExactly '^Missy[A-Z][A-Za-z]+$'
        Test-Plural $Command.Noun | Should -BeFalse
    }

    It 'is a sealed class named after it' {
        $Command.ImplementingType.Name | Should -BeExactly "$($Command.Verb)$($Command.Noun)Command"
        $Command.ImplementingType.IsSealed | Should -BeTrue
    }

    It 'says what it gives' {
        $Command.OutputType | Should -Not -BeNullOrEmpty -Because 'also nothing is told, as void'
    }

    It 'asks before it changes something, and not before it only tells' {
        $declared = Get-Declared $Command
        $changes = $Command.Verb -in $changing -and $Name -notin $making
        if ($changes) {
            $declared.SupportsShouldProcess | Should -BeTrue
        }
        elseif ($Command.Verb -in 'Get', 'Test', 'Resolve') {
            $declared.SupportsShouldProcess | Should -BeFalse
        }

        # High asks by default, which is for what cannot be had again.
        if ($declared.SupportsShouldProcess) {
            $declared.ConfirmImpact | Should -BeIn 'Low', 'Medium', ($Command.Verb -in 'Clear', 'Remove' ? 'High' : 'Medium')
        }
    }

    It 'has parameters in PascalCase, singular, and free of names that mean something else' {
        $reserved = 'Confirm', 'Debug', 'ErrorAction', 'ErrorVariable', 'OutBuffer', 'OutVariable', 'PipelineVariable', 'ProgressAction',
            'Verbose', 'WarningAction', 'WarningVariable', 'InformationAction', 'InformationVariable', 'WhatIf', 'UseTransaction'
        $own = $Command.ImplementingType.GetProperties() | Where-Object { $_.GetCustomAttributes([System.Management.Automation.ParameterAttribute], $true) }
        foreach ($property in $own) {
            $property.Name | Should -MatchExactly '^[A-Z][a-z]+([A-Z][a-z]+)*$'
            if (-not (Test-Number $property.PropertyType)) {
                Test-Plural $property.Name | Should -BeFalse -Because "$($property.Name) names one of its values, and only a number counts many"
            }

            $property.Name | Should -Not -BeIn $reserved
        }

        $names = (Get-OwnParameter $Command).Name + (Get-OwnParameter $Command).Aliases
        ($names | Group-Object | Where-Object Count -GT 1).Name | Should -BeNullOrEmpty
        (Get-OwnParameter $Command).Aliases | Where-Object { $_ -in 'cf', 'db', 'ea', 'ev', 'iv', 'ov', 'ob', 'pv', 'vb', 'wa', 'wi', 'wv', 'proga', 'infa' } |
            Should -BeNullOrEmpty
    }

    It 'has switches that are off, and no positional one' {
        foreach ($parameter in Get-OwnParameter $Command) {
            if ($parameter.ParameterType -eq [bool]) {
                throw "-$($parameter.Name) is a Boolean, and should be a switch."
            }

            if ($parameter.SwitchParameter) {
                (Get-ParameterAttribute $parameter).Position | ForEach-Object { $_ | Should -Be ([int]::MinValue) }
            }
        }
    }

    It 'has completers that can be made' {
        $completers = (Get-OwnParameter $Command).Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentCompleterAttribute] -and $_.Type }
        foreach ($completer in $completers) {
            { [System.Activator]::CreateInstance($completer.Type) } | Should -Not -Throw -Because $completer.Type.Name
        }
    }

    It 'has one parameter at a position, the mandatory ones first' {
        foreach ($set in $Command.ParameterSets) {
            $positional = @($set.Parameters | Where-Object Position -GE 0 | Sort-Object Position)
            $positional.Position | Should -Be @($positional.Position | Select-Object -Unique)
            $positional.IsMandatory -join ' ' | Should -Match '^(True ?)*(False ?)*$'
        }
    }

    It 'has one default set where it has several, and one parameter a set that takes objects from the pipeline' {
        $declared = Get-Declared $Command
        if ($Command.ParameterSets.Count -gt 1) {
            $declared.DefaultParameterSetName | Should -BeIn $Command.ParameterSets.Name
        }

        foreach ($set in $Command.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
        }
    }
}

Describe 'Together' {
    It 'each name means one type everywhere' {
        $uses = Get-Command -Module Missy -CommandType Cmdlet | ForEach-Object {
            $command = $_.Name
            Get-OwnParameter $_ | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Type = ($_.ParameterType.Name -replace '\[\]$'); Command = $command } }
        }

        # An object of any type is one that a name may stand for; InputObject is what the command before gives.
        $mixed = $uses | Where-Object { $_.Name -ne 'InputObject' -and $_.Type -notin 'Object', 'PSObject' } | Group-Object Name |
            Where-Object { ($_.Group.Type | Select-Object -Unique).Count -gt 1 } |
            ForEach-Object { "$($_.Name): $(($_.Group | ForEach-Object { "$($_.Command) $($_.Type)" }) -join ', ')" }
        $mixed | Should -BeNullOrEmpty
    }

    It 'what one gives by name, another takes by name: <Producer> | <Consumer>' -ForEach @(
        @{ Producer = 'Get-MissyProvider'; Consumer = 'Test-MissyProvider'; Property = 'Name' }
        @{ Producer = 'Get-MissyProvider'; Consumer = 'Enable-MissyProvider'; Property = 'Name' }
        @{ Producer = 'Get-MissyProvider'; Consumer = 'Disable-MissyProvider'; Property = 'Name' }
        @{ Producer = 'Get-MissyProvider'; Consumer = 'Set-MissyDefaultProvider'; Property = 'Name' }
        @{ Producer = 'Get-MissySession'; Consumer = 'Remove-MissySession'; Property = 'Name' }
        @{ Producer = 'Get-MissySession'; Consumer = 'Clear-MissySession'; Property = 'Name' }
        @{ Producer = 'Get-MissySession'; Consumer = 'Set-MissySession'; Property = 'Name' }
        @{ Producer = 'Get-MissyModelAlias'; Consumer = 'Remove-MissyModelAlias'; Property = 'Name' }
        @{ Producer = 'Get-MissyCircuit'; Consumer = 'Reset-MissyCircuit'; Property = 'Provider' }
    ) {
        $types = (Get-Command $Producer).OutputType.Type
        $types | ForEach-Object { $_.GetProperties().Name } | Should -Contain $Property
        $takers = (Get-Command $Consumer).Parameters.Values | Where-Object {
            (Get-ParameterAttribute $_ | Where-Object { $_.ValueFromPipelineByPropertyName -or $_.ValueFromPipeline }) -and
            ($_.Name -eq $Property -or $_.Aliases -contains $Property -or $_.ParameterType -in $types)
        }
        $takers | Should -Not -BeNullOrEmpty
    }
}
