BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)red/v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)blue/v1", model: b-1}
  gray: {name: openai, base_url: "$($sim.BaseUrl)gray/v1", model: g-1}
"@
}

AfterAll {
    Enable-MissyProvider *
    Reset-Missy
}

Describe 'Disable-MissyProvider' {
    BeforeEach {
        Enable-MissyProvider *
        $sim.ClearRequests()
    }

    It 'takes a provider out of use, and says nothing' {
        Disable-MissyProvider RED | Should -BeNullOrEmpty
        (ask hi).Provider | Should -Be 'blue'
        $red = Get-MissyProvider red
        $red.Enabled, $red.Available, $red.Default | Should -Be $false, $false, $false
        $red.Reason | Should -Be 'it was disabled in this process; Enable-MissyProvider enables it'
        (Get-MissyProvider blue).Default | Should -BeTrue
    }

    It 'holds in every runspace of the process' {
        $shell = New-Shell
        try {
            Invoke-In $shell 'Disable-MissyProvider red'
            (ask hi).Provider | Should -Be 'blue'
            Enable-MissyProvider red
            (Invoke-In $shell 'ask hi').Provider | Should -Be 'red'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'makes naming it an error that says so, and asks nobody else' {
        Disable-MissyProvider red
        $failed = { ask hi -Provider red } | Should -Throw -PassThru
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.InvokeMissyAskCommand'
        "$failed" | Should -Be "Provider 'red' cannot be used: it was disabled in this process; Enable-MissyProvider enables it."
        $sim.Requests.Count | Should -Be 0
    }

    It 'leaves a default that somebody set as it is: then nobody answers' {
        Set-MissyDefaultProvider red
        try {
            Disable-MissyProvider red
            { ask hi } | Should -Throw '*disabled in this process*'
            (ask hi -Provider blue).Provider | Should -Be 'blue'
        }
        finally {
            Set-MissyDefaultProvider -Clear
        }
    }

    It 'keeps it from being asked whether it answers' {
        Disable-MissyProvider red, gray
        $null = Get-MissyProvider -Test
        $sim.Requests.Count | Should -Be 1
        { Set-MissyDefaultProvider red -ErrorAction Stop } | Should -Throw '*disabled in this process*'
        (Test-MissyProvider red).Checks[0].Remedy | Should -Be 'Run Enable-MissyProvider red.'
    }

    It 'takes names, patterns, and both from the pipeline, and writes them with -PassThru' {
        (Disable-MissyProvider blue, 'GR*' -PassThru).Name | Should -Be 'blue', 'gray'
        (Enable-MissyProvider b*, gray -PassThru).Enabled | Should -Be $true, $true
        ('red', 'b*' | Disable-MissyProvider -PassThru).Name | Should -Be 'red', 'blue'
        Enable-MissyProvider *
        (Get-MissyProvider red, gray | Disable-MissyProvider -PassThru).Name | Should -Be 'red', 'gray'
        (ask hi | Disable-MissyProvider -PassThru).PSTypeNames[0] | Should -Be 'Missy.ProviderInfo'
        (Get-MissyProvider).Enabled | Should -Be $false, $false, $false
        Disable-MissyProvider 'nothing*' -PassThru | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Disable-MissyProvider * -WhatIf -PassThru | Should -BeNullOrEmpty
        (Get-MissyProvider).Enabled | Should -Be $true, $true, $true
    }

    It 'is an error for a name that does not exist, and goes on' {
        $done = Disable-MissyProvider rde, blue -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $done.Name | Should -Be 'blue'
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.DisableMissyProviderCommand'
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject | Should -Be 'rde'
        "$failed" | Should -BeLike "*'red'*"
    }

    It 'completes names' {
        $line = 'Disable-MissyProvider gr'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'gray'
    }
}
