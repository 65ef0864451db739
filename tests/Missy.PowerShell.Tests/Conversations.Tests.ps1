BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: anthropic, base_url: "$($sim.BaseUrl)", model: b-1}
models:
  - {provider: red, model: r-lead, purpose: lead}
  - {provider: blue, model: b-work, purpose: worker}
lead_worker: {lead_turns: 1, failure_threshold: 1, fallback_turns: 1}
"@
}

AfterAll { Reset-Missy }

Describe 'Conversations' {
    BeforeEach { $sim.ClearRequests() }

    AfterEach { Get-MissySession * | Remove-MissySession }

    It 'begins one at the first use of a name and goes on with it at the next' {
        $null = ask 'My name is Ada.' -Session notes
        $null = ask 'What is my name?' -Session notes
        (Get-LastBody $sim).messages.content | Should -Be 'My name is Ada.', (Get-MissySession notes).Messages[1].Text, 'What is my name?'
        (Get-MissySession notes).Turns | Should -Be 2
    }

    It 'takes a session object, and the name by property name' {
        $session = New-MissySession -Name talk -System 'Be brief.'
        $null = ask hi -Session $session
        [pscustomobject]@{ Prompt = 'And then?'; Session = 'talk' } | ask | ForEach-Object Content | Should -BeLike '*And then?*'
        (Get-LastBody $sim).messages.Count | Should -Be 4
    }

    It 'takes what came of a session in a job or a file, and what has a name, as <Depth> levels of it' -ForEach @{ Depth = 1 }, @{ Depth = 2 } {
        $null = ask 'One.' -Session talk
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-MissySession talk), $Depth))
        $null = ask 'Two.' -Session $copy
        $null = ask 'Three.' -Session ([pscustomobject] @{ Name = 'talk' })
        [pscustomobject] @{ Prompt = 'Four.'; Session = $copy } | ask | Should -Not -BeNullOrEmpty
        (Get-MissySession talk).Turns | Should -Be 4
        (Get-MissySession).Name | Should -Be 'talk'
    }

    It 'goes on with none that gathered items only tell of: <Name>' -ForEach @(
        @{ Name = 'usage'; Items = { Get-MissyUsage -By Session } }
        @{ Name = 'a table'; Items = { "Session,Cost`nalpha,1`nbeta,2" | ConvertFrom-Csv } }
        @{ Name = 'items with a prompt of their own'; Items = { [pscustomobject] @{ Prompt = 'One?'; Session = 'beta' } } }
    ) {
        $null = ask 'One.' -Session alpha
        $null = ask 'Two.' -Session beta
        $null = & $Items | ask 'Which session cost most?'
        (Get-LastBody $sim).messages | Should -HaveCount 1
        (Get-LastBody $sim).messages[0].content | Should -BeLike '*"Session":"beta"*Which session cost most?'
        (& $Items | Resolve-MissyRoute 'Which?').Steps.Because -join ' ' | Should -Not -BeLike '*beta*'
        (Get-MissySession alpha, beta).Turns | Should -Be 1, 1
    }

    It 'goes on with none that a piped prompt without a Prompt property tells of' {
        $null = [pscustomobject] @{ Session = 'beta'; Cost = 1 } | ask
        Get-MissySession | Should -BeNullOrEmpty
    }

    It 'goes on with the one of the command line, whatever gathered items tell of' {
        $null = [pscustomobject] @{ Session = 'beta' } | ask 'Which?' -Session alpha
        (Get-MissySession).Name | Should -Be 'alpha'
        $null = [pscustomobject] @{ Prompt = 'Which?'; Session = 'beta' } | ask -Session alpha
        (Get-MissySession alpha).Turns | Should -Be 2
    }

    It 'goes on with that of each item, with -Each' {
        $null = 'alpha', 'beta' | ForEach-Object { [pscustomobject] @{ Session = $_ } } | ask 'Who?' -Each
        (Get-MissySession).Name | Sort-Object | Should -Be 'alpha', 'beta'
    }

    It 'takes a name that is a number or an object''s text' {
        $null = ask 'One.' -Session 7
        $null = ask 'Two.' -Session ([uri] 'https://chat.example/7')
        (Get-MissySession).Name | Sort-Object | Should -Be '7', 'https://chat.example/7'
    }

    It 'keeps nothing without a session, and goes on with a piped response' {
        $first = ask 'One.' -Provider blue
        $null = ask 'Two.'
        (Get-LastBody $sim).messages.Count | Should -Be 1
        $next = $first | ask 'and then?'
        (Get-LastBody $sim).messages.content.Count | Should -Be 3
        $next.Provider | Should -Be 'blue'
        ($first | ask 'and then?' -Model b-2).Route.ToString() | Should -Be 'blue/b-2'
    }

    It 'is asked where the session says, until a call says otherwise' {
        $null = New-MissySession -Name s -Provider blue
        (ask hi -Session s).Provider | Should -Be 'blue'
        (ask hi -Session s -Provider red).Provider | Should -Be 'red'
        (ask hi -Session s).Provider | Should -Be 'blue'
        (Get-LastBody $sim).messages.Count | Should -Be 5
    }

    It 'lets lead and worker take turns, and shows whose turn is next' {
        $null = New-MissySession -Name duo -LeadWorker
        (Get-MissySession duo).Next | Should -Be 'lead'
        (ask one -Session duo).Route.Purpose | Should -Be 'lead'
        (Get-MissySession duo).Next | Should -Be 'worker'
        (ask two -Session duo).Route.ToString() | Should -Be 'blue/b-work'
        Set-MissySession duo -Failed
        (Get-MissySession duo).Next | Should -Be 'lead'
        $back = ask three -Session duo
        $back.Route.Purpose | Should -Be 'lead'
        $back.Route.Steps[0].Because | Should -BeLike 'the worker failed*'
        (ask four -Session duo).Route.Purpose | Should -Be 'worker'
    }

    It 'refuses to go on with a response and a session at once' {
        $first = ask 'One.'
        { $first | ask 'Two.' -Session notes } | Should -Throw '*one of them*'
    }

    It 'does not make a session for a route that is only looked at' {
        $null = Resolve-MissyRoute hi -Session unseen
        Get-MissySession unse* | Should -BeNullOrEmpty
    }

    It 'streams into a session' {
        $answer = ask 'One.' -Session s -Stream | Select-Object -Last 1 | ForEach-Object { $_.Response.Content }
        (Get-MissySession s).Messages[1].Text | Should -Be $answer
    }
}
