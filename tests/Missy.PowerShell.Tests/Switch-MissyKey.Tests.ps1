BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
}

AfterAll { Reset-Missy }

Describe 'Switch-MissyKey' {
    BeforeEach {
        # A provider of another name in each test: what one prefers holds for the process.
        $name = "it-$(New-Guid)"
        Use-TestConfig @"
providers:
  ${name}: {name: openai, base_url: "$($sim.BaseUrl)v1", model: m, api_keys: [{key: test-key-1, name: work}, {key: test-key-2, name: home}, `$MISSY_TEST_NO_SUCH_KEY]}
  single: {name: openai, base_url: "$($sim.BaseUrl)v1", model: m, api_key: test-key-1}
  keyless: {name: openai, base_url: "$($sim.BaseUrl)v1", model: m}
"@
        $sim.ClearRequests()
    }

    It 'goes on to the next key in turn, leaves out what is missing, and says both by name' {
        $first = Switch-MissyKey $name
        $second = Switch-MissyKey $name
        $first.GetType().FullName | Should -Be 'Missy.KeySwitch'
        $first.Provider, $first.Before, $first.After, $first.Reason | Should -Be $name, 'work', 'home', $null
        $second.Before, $second.After | Should -Be 'home', 'work'
        $sim.Requests.Count | Should -Be 0
    }

    It 'decides which key the next calls send, in every runspace' {
        (ask hi -Provider $name).Attempts.Key | Should -Be 'work'
        $null = Switch-MissyKey $name
        (ask hi -Provider $name).Attempts.Key | Should -Be 'home'
        $shell = New-Shell
        try { Invoke-In $shell "(ask hi -Provider $name).Attempts.Key" | Should -Be 'home' } finally { $shell.Dispose() }
        $sim.Requests[0].KeyHash | Should -Not -Be $sim.Requests[1].KeyHash
        $sim.Requests[2].KeyHash | Should -Be $sim.Requests[1].KeyHash
    }

    It 'shows in Get-MissyProvider' {
        $null = Switch-MissyKey $name
        $provider = Get-MissyProvider $name
        $provider.KeySource | Should -Be 'home'
        ($provider.Keys | Where-Object Preferred).Name | Should -Be 'home'
    }

    It 'takes providers from the pipeline, by value and by property name' {
        ($name | Switch-MissyKey).After | Should -Be 'home'
        (Get-MissyProvider $name | Switch-MissyKey).After | Should -Be 'work'
        (ask hi -Provider $name | Switch-MissyKey).After | Should -Be 'home'
    }

    It 'changes nothing with -WhatIf' {
        Switch-MissyKey $name -WhatIf | Should -BeNullOrEmpty
        (Get-MissyProvider $name).KeySource | Should -Be 'work'
    }

    It 'warns where <Provider> has no other key, and says so in the result' -ForEach @(
        @{ Provider = 'single'; Slot = 'api_key'; Reason = 'it has no other key' }
        @{ Provider = 'keyless'; Slot = $null; Reason = 'it has no keys' }
    ) {
        $done = Switch-MissyKey $Provider -WarningVariable warnings -WarningAction SilentlyContinue
        $done.Before, $done.After, $done.Reason | Should -Be $Slot, $Slot, $Reason
        "$warnings" | Should -Be "$Provider goes on as it was: $Reason."
    }

    It 'is an error for a name that does not exist, and goes on' {
        $done = Switch-MissyKey nobody, $name -ErrorVariable failed -ErrorAction SilentlyContinue
        $done.Provider | Should -Be $name
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.SwitchMissyKeyCommand'
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject | Should -Be 'nobody'
    }

    It 'never shows a key' {
        $shown = Switch-MissyKey $name -Verbose 4>&1 | Out-String
        $shown += Get-MissyProvider $name | Switch-MissyKey | ConvertTo-Json
        $shown | Should -Not -BeLike '*test-key*'
    }
}
