BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1}
models: [{provider: red, model: r-2, purpose: lead}, {provider: blue, model: b-2, purpose: worker}]
"@
}

AfterAll { Reset-Missy }

Describe 'Set-MissySession' {
    BeforeEach { $session = New-MissySession bot }

    AfterEach { Get-MissySession | Remove-MissySession }

    It 'changes who answers' {
        Set-MissySession bot -Provider blue | Should -BeNullOrEmpty
        $session.Provider, $session.Model | Should -Be 'blue', $null
        Set-MissySession BOT -Model b-9
        $session.Provider, $session.Model | Should -Be 'blue', 'b-9'
        Set-MissySession bot -UseDefault
        $session.Provider, $session.Model | Should -Be $null, $null
    }

    It 'stores the default as none' {
        Set-MissySession bot -Provider blue
        Set-MissySession bot -Provider red
        $session.Provider | Should -BeNullOrEmpty
    }

    It 'goes by the default of the runspace' {
        $shell = New-Shell
        Invoke-In $shell @'
            Set-MissyDefaultProvider blue -Force
            New-MissySession a -Provider blue
            New-MissySession b -Provider red
'@ | ForEach-Object Provider | Should -Be $null, 'red'
        $shell.Dispose()
    }

    It 'changes the instructions alone, and takes them away' {
        Set-MissySession bot -Provider blue -System 'Be brief.'
        Set-MissySession bot -System ''
        $session.Provider, $session.System | Should -Be 'blue', $null
        Set-MissySession bot -System 'Be brief.'
        Set-MissySession bot -Provider red
        $session.System | Should -Be 'Be brief.'
    }

    It 'lets lead and worker take turns, and no more' {
        Set-MissySession bot -LeadWorker
        $session.LeadWorker, $session.Next | Should -Be $true, 'lead'
        Set-MissySession bot -Failed
        $session.Next, $session.WorkerFailures | Should -Be 'lead', 0
        Set-MissySession bot -LeadWorker:$false
        $session.LeadWorker, $session.Next | Should -Be $false, $null
    }

    It 'takes sessions and names from the pipeline, and writes the session with -PassThru' {
        $null = New-MissySession other
        (Get-MissySession | Set-MissySession -Provider blue -PassThru).Name | Should -Be 'bot', 'other'
        ('bot' | Set-MissySession -UseDefault -PassThru).Name | Should -Be 'bot'
        ([pscustomobject]@{ Name = 'other' } | Set-MissySession -UseDefault -PassThru).Name | Should -Be 'other'
        (Set-MissySession -InputObject $session -Provider blue -PassThru).Provider | Should -Be 'blue'
        (Set-MissySession * -UseDefault -PassThru).Provider | Should -Be $null, $null
    }

    It 'changes nothing with -WhatIf' {
        Set-MissySession bot -Provider blue -WhatIf
        $session.Provider | Should -BeNullOrEmpty
    }

    It 'refuses <Why>, and nothing changes' -ForEach @(
        @{ Why = 'an unknown provider'; Arguments = @{ Provider = 'bleu' }; Category = 'ObjectNotFound'; Message = "*Did you mean 'blue'?" }
        @{ Why = 'a route and the default'; Arguments = @{ Provider = 'blue'; UseDefault = $true }; Category = 'InvalidArgument'; Message = '*not both*' }
        @{ Why = 'a failed turn without lead and worker'; Arguments = @{ Failed = $true }; Category = 'InvalidArgument'; Message = '*do not take turns*' }
    ) {
        Set-MissySession bot @Arguments -System x -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -HaveCount 1
        $failed[0].CategoryInfo.Category | Should -Be $Category
        "$($failed[0].TargetObject)" | Should -Be 'bot'
        "$($failed[0])" | Should -BeLike $Message
        $session.Provider, $session.System | Should -Be $null, $null
    }

    It 'makes no session' {
        { Set-MissySession nobody -Provider blue -ErrorAction Stop } | Should -Throw -ErrorId 'SessionNotFound,Missy.Commands.SetMissySessionCommand'
        (Get-MissySession).Name | Should -Be 'bot'
    }
}
