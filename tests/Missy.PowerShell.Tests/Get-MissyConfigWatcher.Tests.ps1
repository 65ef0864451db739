BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    function Set-Model([string] $Model) {
        Set-Content $env:MISSY_CONFIG "providers: {it: {name: ollama, model: $Model, base_url: 'http://127.0.0.1:1'}}`n$NoRetries"
    }

    # The watcher goes by the real clock here.
    function Wait-For([scriptblock] $Condition) {
        $end = [datetime]::UtcNow.AddSeconds(30)
        while (-not (& $Condition)) {
            if ([datetime]::UtcNow -gt $end) { throw "Waited for { $Condition } in vain." }
            Start-Sleep -Milliseconds 100
        }
    }
}

AfterAll {
    Start-MissyConfigWatcher
    Reset-Missy
}

Describe 'Get-MissyConfigWatcher' {
    BeforeEach {
        Use-TestConfig 'providers: {it: {name: ollama, model: one, base_url: "http://127.0.0.1:1"}}'
        $null = Get-MissyProvider it
    }

    It 'shows what is in effect, and that it is watched from the first use on' {
        $state = Get-MissyConfigWatcher
        $state.PSTypeNames[0] | Should -Be 'Missy.ConfigWatcherInfo'
        $state.Running | Should -BeTrue
        $state.Path | Should -Be $env:MISSY_CONFIG
        $state.LoadedHash | Should -Be (Get-FileHash $env:MISSY_CONFIG).Hash
        $state.Errors | Should -BeNullOrEmpty
        ($state | Out-String -Width 80) -split '\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
    }

    It 'takes a change by itself, in this runspace and in others' {
        $shell = New-Shell
        Invoke-In $shell '(Get-MissyProvider it).Model' | Should -Be 'one'
        Set-Model two
        Wait-For { (Get-MissyProvider it).Model -eq 'two' }
        Invoke-In $shell '(Get-MissyProvider it).Model' | Should -Be 'two'
        $shell.Dispose()
    }

    It 'shows why a content is not in effect, with its line, and warns once of it' {
        Set-Content $env:MISSY_CONFIG "providers:`n  it: {name: nobody-knows}"
        Wait-For { (Get-MissyConfigWatcher).LastOutcome -eq 'Refused' }
        $state = Get-MissyConfigWatcher
        $state.Errors[0].Line, $state.Errors[0].Code | Should -Be 2, 'MSY1203'
        (Get-MissyProvider it -WarningVariable first -WarningAction SilentlyContinue).Model | Should -Be 'one'
        $first | Should -BeLike '*configuration*MSY1203*'
        $null = Get-MissyProvider it -WarningVariable second
        $second | Should -BeNullOrEmpty
        Set-Model two
        Wait-For { (Get-MissyProvider it).Model -eq 'two' }
        (Get-MissyConfigWatcher).Errors | Should -BeNullOrEmpty
    }

    It 'announces what changed and what was refused, secrets masked' {
        $subscribers = 'Missy.ConfigReloaded', 'Missy.ConfigReloadFailed' | ForEach-Object {
            Register-EngineEvent $_ -Action { $global:MissyHeard += @($Event.MessageData) }
        }
        $global:MissyHeard = @()
        Set-Content $env:MISSY_CONFIG "providers: {it: {name: ollama, model: two, base_url: 'http://127.0.0.1:1', api_key: test-key-1}}`n$NoRetries"
        # The announcement of the configuration before may still be on its way.
        $hash = (Get-FileHash $env:MISSY_CONFIG).Hash
        Wait-For { $global:MissyHeard.NewHash -contains $hash }
        $reloaded = $global:MissyHeard | Where-Object NewHash -EQ $hash
        $reloaded.PSTypeNames[0] | Should -Be 'Missy.ConfigReloaded'
        "$($reloaded.Changes)" | Should -Be 'providers.it.model: one -> two providers.it.api_key: null -> ***'
        Set-Content $env:MISSY_CONFIG 'providers: ['
        Wait-For { $global:MissyHeard[-1].Errors.Count -eq 1 }
        $global:MissyHeard[-1].PSTypeNames[0] | Should -Be 'Missy.ConfigReloadFailed'
        $global:MissyHeard[-1].Errors[0].Line | Should -Be 1
        $null = Get-MissyProvider it -WarningAction SilentlyContinue
        Get-EventSubscriber | Where-Object SourceIdentifier -Like Missy.* | Unregister-Event
        $subscribers | Remove-Job
        Remove-Variable MissyHeard -Scope Global
    }

    It 'rests when the last runspace removes the module, and watches again with the next use' {
        Invoke-FreshPwsh @"
Import-Module '$Manifest'
`$null = Get-MissyProvider it
`$process = (Get-Command Get-MissyConfigWatcher).ImplementingType.Assembly.GetType('Missy.MissyProcess')
`$client = `$process.GetProperty('Client', [System.Reflection.BindingFlags] 'Public, NonPublic, Static').GetValue(`$null)
`$before = `$client.ConfigWatcher.Running
Remove-Module Missy
`$gone = `$client.ConfigWatcher.Running
Import-Module '$Manifest'
`$null = Get-MissyProvider it
"`$before `$gone `$((Get-MissyConfigWatcher).Running)"
"@ | Select-Object -Last 1 | Should -Be 'True False True'
    }
}
