BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  work: {name: anthropic, model: m-1, api_key: test-key-1}
  gpt: {name: openai, model: m-2, api_key: test-key-2}
aliases:
  opus: work/pinned-opus
  gpt: work/never
  local: "work:m-3"
'@
}

AfterAll { Reset-Missy }

Describe 'Get-MissyModelAlias' {
    BeforeEach { $shell = New-Shell }

    AfterEach { $shell.Dispose() }

    It 'lists those of the runspace, of the file and the built-in ones, in this order' {
        $all = Invoke-In $shell 'Set-MissyModelAlias mine gpt/m; Get-MissyModelAlias'
        $all[0].Name | Should -Be 'mine'
        $all.Source | Select-Object -Unique | Should -Be 'Runspace', 'Configuration', 'BuiltIn'
        ($all | Where-Object Source -EQ 'Configuration').Name | Should -Be 'opus', 'gpt', 'local'
        $all.Name | Should -Contain 'gemini-pro'
        $all[0].PSObject.TypeNames[0] | Should -Be 'Missy.ModelAlias'
    }

    It 'tells what each stands for, the provider by its own name' {
        $sonnet = Invoke-In $shell 'Get-MissyModelAlias SONNET'
        $sonnet.Provider, $sonnet.Source, $sonnet.ShadowedBy | Should -Be 'work', 'BuiltIn', $null
        $sonnet.Model | Should -BeLike 'claude-sonnet-*'
        $local = Invoke-In $shell 'Get-MissyModelAlias local'
        $local.Provider, $local.Model | Should -Be 'work', 'm-3'
    }

    It 'tells which have no effect and why' {
        Invoke-In $shell '(Get-MissyModelAlias gpt).ShadowedBy' | Should -Be "provider 'gpt'"
        Invoke-In $shell '(Get-MissyModelAlias opus).ShadowedBy' | Should -Be $null, "the configuration's alias"
        Invoke-In $shell 'Set-MissyModelAlias opus gpt/m; (Get-MissyModelAlias opus).ShadowedBy' |
            Should -Be $null, "the runspace's alias", "the runspace's alias"
    }

    It 'takes patterns, several names and sources' {
        Invoke-In $shell '(Get-MissyModelAlias gpt4*-mini).Name' | Should -Be 'gpt4o-mini', 'gpt4.1-mini'
        Invoke-In $shell '(Get-MissyModelAlias haiku, LOC*).Name' | Should -Be 'haiku', 'local'
        Invoke-In $shell '(Get-MissyModelAlias -Source Configuration).Name' | Should -Be 'opus', 'gpt', 'local'
        Invoke-In $shell '(Get-MissyModelAlias opus -Source runspace, builtin).Source' | Should -Be 'BuiltIn'
        Invoke-In $shell 'Get-MissyModelAlias nothing-like-it*' | Should -BeNullOrEmpty
    }

    It 'takes names from the pipeline, and aliases too' {
        Invoke-In $shell "('haiku', 'local' | Get-MissyModelAlias).Name" | Should -Be 'haiku', 'local'
        Invoke-In $shell '(Get-MissyModelAlias local | Get-MissyModelAlias).Model' | Should -Be 'm-3'
    }

    It 'offers the nearest names for one that does not exist, and goes on with the next' {
        $found = Get-MissyModelAlias haik, local -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Name | Should -Be 'local'
        $failures | Should -HaveCount 1
        "$($failures[0])" | Should -BeLike "*'haiku'*"
        $failures[0].FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.GetMissyModelAliasCommand'
        $failures[0].TargetObject | Should -Be 'haik'
    }

    It 'is shown in 80 columns, whole' {
        $lines = Invoke-In $shell "Set-MissyModelAlias a-quite-long-name-for-one gpt/$('long-model-id-' * 4)
            `$PSStyle.OutputRendering = 'PlainText'; Get-MissyModelAlias | Out-String -Width 80 -Stream"
        $lines[1] -split ' +' | Should -Be 'Name', 'Target', 'Source', 'ShadowedBy'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        -join $lines | Should -Not -Match '…|\.\.\.'
        $lines -match '^opus +work/pinned-opus +Configuration *$' | Should -HaveCount 1
        $lines -match "^gpt +work/never +Configuration provider 'gpt'$" | Should -HaveCount 1
    }
}
