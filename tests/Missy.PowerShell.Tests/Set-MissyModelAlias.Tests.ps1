BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  red: {name: openai, base_url: "https://red.example/v1", model: r-1, api_key: test-key-1}
  router: {name: openrouter, model: b-1, api_key: test-key-2}
aliases:
  opus: red/pinned-opus
'@
}

AfterAll { Reset-Missy }

Describe 'Set-MissyModelAlias' {
    BeforeEach { $shell = New-Shell }

    AfterEach { $shell.Dispose() }

    It 'lets a name stand for a model and writes nothing' {
        Invoke-In $shell 'Set-MissyModelAlias best red/r-9' | Should -BeNullOrEmpty
        $set = Invoke-In $shell 'Get-MissyModelAlias BEST'
        $set.Provider, $set.Model, $set.Source | Should -Be 'red', 'r-9', 'Runspace'
    }

    It 'writes the alias with -PassThru' {
        $set = Invoke-In $shell 'Set-MissyModelAlias best RED:r-9 -PassThru'
        $set.Name, $set.Provider, $set.Model | Should -Be 'best', 'red', 'r-9'
    }

    It 'keeps the slashes of an id' {
        $set = Invoke-In $shell 'Set-MissyModelAlias best router/anthropic/claude-x -PassThru'
        $set.Provider, $set.Model | Should -Be 'router', 'anthropic/claude-x'
        (Invoke-In $shell 'Set-MissyModelAlias best anthropic/claude-x -Provider router -PassThru').Model | Should -Be 'anthropic/claude-x'
    }

    It 'changes nothing with -WhatIf' {
        Invoke-In $shell 'Set-MissyModelAlias best red/r-9 -WhatIf; Get-MissyModelAlias -Source Runspace' | Should -BeNullOrEmpty
    }

    It 'takes a table from a file' {
        Set-Content $TestDrive/aliases.csv "Name,Model`nquick,red/r-small`nopus,router/anthropic/claude-x"
        $set = Invoke-In $shell "Import-Csv '$TestDrive/aliases.csv' | Set-MissyModelAlias; Get-MissyModelAlias -Source Runspace"
        $set.Name | Should -Be 'opus', 'quick'
        $set.Model | Should -Be 'anthropic/claude-x', 'r-small'
    }

    It 'takes what Get-MissyModelAlias wrote, also from a file' {
        $other = New-Shell
        Invoke-In $shell "Set-MissyModelAlias a red/red/x; Set-MissyModelAlias b router/anthropic/claude-x
            Get-MissyModelAlias -Source Runspace | Export-Csv '$TestDrive/own.csv'"
        $set = Invoke-In $other "Import-Csv '$TestDrive/own.csv' | Set-MissyModelAlias -PassThru"
        $set | ForEach-Object { "$($_.Name)=$($_.Provider)/$($_.Model)" } | Should -Be 'a=red/red/x', 'b=router/anthropic/claude-x'
        $other.Dispose()

        Invoke-In $shell '(Get-MissyModelAlias opus -Source Configuration | Set-MissyModelAlias -PassThru).Source' | Should -Be 'Runspace'
    }

    It 'refuses <Name>, and nothing changes' -ForEach @(
        @{ Name = 'an unknown provider'; Line = 'best rde/m'; Category = 'ObjectNotFound'; Like = "*Did you mean 'red'?*" }
        @{ Name = 'a model without a provider'; Line = 'best m'; Category = 'InvalidArgument'; Like = '*both a provider and a model*' }
        @{ Name = 'another alias'; Line = 'best sonnet'; Category = 'InvalidArgument'; Like = '*aliases are not chained*' }
        @{ Name = 'itself'; Line = 'best Best'; Category = 'InvalidArgument'; Like = '*aliases are not chained*' }
        @{ Name = 'the name of a provider'; Line = 'Red router/m'; Category = 'InvalidArgument'; Like = '*name of a provider*' }
        @{ Name = 'a name with a slash'; Line = 'a/b red/m'; Category = 'InvalidArgument'; Like = '*a slash*' }
        @{ Name = 'an empty name'; Line = "'' red/m"; Category = 'InvalidArgument'; Like = '*The name is empty*' }
        @{ Name = 'an empty model'; Line = "best ''"; Category = 'InvalidArgument'; Like = '*stands for no model*' }
    ) {
        $failure = try { Invoke-In $shell "Set-MissyModelAlias $Line" } catch { $_ }
        "$failure" | Should -BeLike $Like
        $failure.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.SetMissyModelAliasCommand'
        $failure.CategoryInfo.Category | Should -Be $Category
        Invoke-In $shell 'Get-MissyModelAlias -Source Runspace' | Should -BeNullOrEmpty
    }

    It 'goes on after a row that it refuses' {
        $rows = [pscustomobject]@{ Name = 'a'; Model = 'nobody-like-it/m' }, [pscustomobject]@{ Name = 'b'; Model = 'red/m' }
        $set = $rows | Set-MissyModelAlias -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures
        Remove-MissyModelAlias b
        $set.Name | Should -Be 'b'
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'a'
    }

    It 'sets it for one runspace and not for another' {
        $other = New-Shell
        Invoke-In $shell 'Set-MissyModelAlias best red/one'
        Invoke-In $other 'Set-MissyModelAlias best red/two; Set-MissyModelAlias more red/three'
        (Invoke-In $shell 'Get-MissyModelAlias -Source Runspace').Model | Should -Be 'one'
        (Invoke-In $other 'Get-MissyModelAlias -Source Runspace').Model | Should -Be 'two', 'three'
        Invoke-In $other 'Remove-MissyModelAlias best'
        (Invoke-In $shell 'Get-MissyModelAlias best').Model | Should -Be 'one'
        Get-MissyModelAlias -Source Runspace | Should -BeNullOrEmpty
        $other.Dispose()
    }
}
