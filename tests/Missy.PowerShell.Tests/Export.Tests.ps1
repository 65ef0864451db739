BeforeDiscovery {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $types = Get-OutputType | ForEach-Object { @{ Name = $_.FullName; Type = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $typeName = 'System\.|Missy\.(?!dll)|`1|@\{'
}

AfterAll { Reset-Missy }

Describe 'The record of <Name>' -ForEach $types {
    It 'is plain in CSV, and comes back from it' {
        $sample = New-Sample $Type 'some text'
        $csv = $sample | Select-Object Record | ConvertTo-Csv
        $csv -join "`n" | Should -Not -Match $typeName
        $back = $csv | ConvertFrom-Csv
        $back.PSObject.Properties.Name | Should -Be $sample.PSObject.Members['Record'].ReferencedPropertyNames
    }

    It 'is whole in JSON at the usual depth, alone and among others' {
        $record = New-Sample $Type 'some text' | Select-Object Record
        foreach ($records in @($record), @($record, $record)) {
            $json = $records | ConvertTo-Json -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -BeNullOrEmpty
            $back = @($json | ConvertFrom-Json)
            $back | Should -HaveCount $records.Count
            foreach ($property in $record.PSObject.Properties) {
                $value = $back[0].($property.Name)
                $value -is [System.Management.Automation.PSCustomObject] | Should -BeFalse -Because $property.Name
                $null -eq $value | Should -Be ($null -eq $property.Value) -Because $property.Name
            }
        }
    }

    It 'is plain where all is null that may be' {
        New-Sample $Type 'm' -Bare | Select-Object Record | ConvertTo-Csv | Should -Not -Match $typeName
    }
}

Describe 'The export of <Name> itself' -ForEach $types {
    # What is no text by nature: bytes, and exceptions with what each of them has.
    It 'has no names of types in CSV' {
        $sample = New-Sample $Type 'some text'
        $sample | Select-Object * -ExcludeProperty ('Data', 'TargetSite', 'Failure') |
            ConvertTo-Csv | Should -Not -Match $typeName
    }

    It 'is shown like the original after Export-Clixml and Import-Clixml' {
        New-Sample $Type 'some text' | Export-Clixml "$TestDrive/sample.xml"
        $back = Import-Clixml "$TestDrive/sample.xml"
        $shown = ($back | Format-Table -ShowError -DisplayError | Out-String -Width 80), ($back | Format-List -ShowError -DisplayError | Out-String -Width 80)
        $shown | ForEach-Object { $_ | Should -Not -Match '#ERR|failed to evaluate|cannot' }
        $shown[1] | Should -Match '(?m)^\S*\w+\S* +: \S'
    }

    It 'is shown without an error as it comes from a job, in strict mode too, <What>' -ForEach @{ What = 'whole'; With = @{} }, @{ What = 'where all is null that may be'; With = @{ Bare = $true } } {
        $sample = New-Sample $Type 'some text' @With
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($sample, 1))
        $errors = $global:Error.Count
        Set-StrictMode -Version Latest
        $shown = foreach ($object in $sample, $copy) {
            $object | Format-Table -ShowError -DisplayError | Out-String -Width 80
            $object | Format-List -ShowError -DisplayError | Out-String -Width 80
        }

        Set-StrictMode -Off
        $shown | ForEach-Object { $_ | Should -Not -Match '#ERR|failed to evaluate|cannot' }
        $global:Error.Count | Should -Be $errors
    }
}

Describe 'What comes from a job' {
    It 'shows of <Name> what the original does' -ForEach @(
        @{ Name = 'Response' }, @{ Name = 'Session' }, @{ Name = 'ModelTier' }, @{ Name = 'ProviderTest' }, @{ Name = 'ModelRefresh' }, @{ Name = 'ConfigWatcherInfo' }
    ) {
        $sample = New-Sample (Get-OutputAssembly).GetType("Missy.$Name") 'some text'
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($sample, 1))
        ($copy | Format-Table | Out-String -Width 200) | Should -Be ($sample | Format-Table | Out-String -Width 200)
        ($copy | Format-List | Out-String -Width 200) | Should -Be ($sample | Format-List | Out-String -Width 200)
    }
}

Describe 'What is exported' {
    It 'of answers is a line each, with tokens, cost and time as numbers' {
        $sim = Start-MissySimulator
        Use-TestConfig "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: gpt-5, api_key: test-key-1}}"
        'one', 'two' | ask | Select-Object Record | Export-Csv "$TestDrive/answers.csv"
        $back = Import-Csv "$TestDrive/answers.csv"
        $back.InputText | Should -Be 'one', 'two'
        $back[0].Content | Should -BeLike '*"one"*'
        $back[0].Provider | Should -Be 'it'
        [int] $back[0].PromptTokens | Should -BeGreaterThan 0
        [double] $back[0].DurationSeconds | Should -BeGreaterThan 0
        $back[0].AttemptText | Should -BeLike 'it/gpt-5 key=api_key Success, took * s'
        $back[0].RouteText | Should -BeLike 'provider = it (*); *'
    }

    It 'of an answer says what it came from: <Name>' -ForEach @(
        @{ Name = 'a file'; From = { Get-Item $PSCommandPath }; Text = '*.ps1' }
        @{ Name = 'data'; From = { [pscustomobject] @{ City = 'Oslo' } }; Text = '{"City":"Oslo"}' }
        @{ Name = 'a table'; From = { @{ City = 'Oslo' } }; Text = '{"City":"Oslo"}' }
    ) {
        (& $From | ask -Provider simulator | Select-Object Record).InputText | Should -BeLike $Text
    }

    It 'holds no key, in no form' {
        $canary = 'test-key-canary-4711'
        $sim = Start-MissySimulator
        Use-TestConfig @"
providers:
  it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m, api_keys: [{key: $canary, name: work}, `$MISSY_CANARY]}
"@
        $env:MISSY_CANARY = "$canary-2"
        $response = ask hi -Provider it -Session canary -Tool Get-Date
        $denied = Start-MissySimulator -Fault 401
        Use-TestConfig "providers: {it: {name: openai, base_url: '$($denied.BaseUrl)v1', model: m, api_key: $canary}}"
        $failure = try { ask hi -Provider it } catch { $_ }
        $failure.Exception.Kind | Should -Be 'Authentication'
        $outputs = @(
            $response, $response.Route, $failure, $failure.Exception, (Get-MissyProvider), (Get-MissyProvider).Keys, (Get-MissyConfig), (Get-MissySession canary)
            (Test-MissyProvider it), (Get-MissyModel), (Get-MissyUsage), (Get-MissyConfigWatcher), $sim, $sim.Requests, $denied.Requests
        ) | ForEach-Object { $_ }
        $outputs.Count | Should -BeGreaterThan 15
        $texts = & {
            foreach ($output in $outputs) {
                $output | ConvertTo-Csv
                $output | ConvertTo-Json -Depth ($output -is [System.Exception] -or $output -is [System.Management.Automation.ErrorRecord] ? 1 : 6) -WarningAction SilentlyContinue
                [System.Management.Automation.PSSerializer]::Serialize($output, 2)
                $output | Select-Object * | Out-String -Width 500
                $output | Select-Object Record -ErrorAction Ignore | ConvertTo-Json
                $output | Format-List * -Force | Out-String -Width 500
                $output | Format-Custom -Depth 2 | Out-String -Width 500
                $output | Format-Table | Out-String -Width 500
            }

            Get-Error -Newest 3 | Out-String -Width 500
        }
        Remove-Item Env:MISSY_CANARY
        Remove-MissySession canary
        $texts -join "`n" | Should -BeLike '*api_key*'
        $texts -join "`n" | Should -Not -Match 'canary-4711'
    }
}
