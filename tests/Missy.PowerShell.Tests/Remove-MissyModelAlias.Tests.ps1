BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  red: {name: openai, base_url: "https://red.example/v1", model: r-1, api_key: test-key-1}
aliases:
  opus: red/pinned-opus
'@
}

AfterAll { Reset-Missy }

Describe 'Remove-MissyModelAlias' {
    BeforeEach {
        $shell = New-Shell
        Invoke-In $shell "'best', 'opus', 'haiku' | ForEach-Object { Set-MissyModelAlias `$_ red/own }"
    }

    AfterEach { $shell.Dispose() }

    It 'removes one of this runspace, whatever the case, and writes nothing' {
        Invoke-In $shell 'Remove-MissyModelAlias BEST' | Should -BeNullOrEmpty
        (Invoke-In $shell 'Get-MissyModelAlias -Source Runspace').Name | Should -Be 'haiku', 'opus'
        { Invoke-In $shell 'Get-MissyModelAlias best' } | Should -Throw "*no alias 'best'*"
    }

    It 'brings back what the file or Missy has under the name' {
        Invoke-In $shell 'Remove-MissyModelAlias opus, haiku'
        (Invoke-In $shell 'Get-MissyModelAlias opus')[0].Model | Should -Be 'pinned-opus'
        (Invoke-In $shell 'Get-MissyModelAlias haiku').Source | Should -Be 'BuiltIn'
    }

    It 'takes names and aliases from the pipeline' {
        Invoke-In $shell "'best' | Remove-MissyModelAlias"
        Invoke-In $shell 'Get-MissyModelAlias -Source Runspace | Remove-MissyModelAlias; Get-MissyModelAlias -Source Runspace' | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Invoke-In $shell 'Remove-MissyModelAlias best -WhatIf; (Get-MissyModelAlias best).Model' | Should -Be 'own'
    }

    It 'says of <Name> where it is and what to do' -ForEach @(
        @{ Name = 'bst'; Like = "*Did you mean 'best'?*"; Remedy = '*Get-MissyModelAlias*' }
        @{ Name = 'sonnet'; Like = '*built in*'; Remedy = '*Set-MissyModelAlias*' }
        @{ Name = 'opus'; Like = '*in the configuration*'; Remedy = '*aliases.opus*'; First = 'Remove-MissyModelAlias opus;' }
    ) {
        $failure = try { Invoke-In $shell "$First Remove-MissyModelAlias $Name" } catch { $_ }
        "$failure" | Should -BeLike $Like
        $failure.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.RemoveMissyModelAliasCommand'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Remedy
        (Invoke-In $shell 'Get-MissyModelAlias best').Model | Should -Be 'own'
    }
}
