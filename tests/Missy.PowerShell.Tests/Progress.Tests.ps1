BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator -Fault @(
        'key=test-key-slow;latency=1300'
        'key=test-key-retried;call=1;503;retry-after=2'
        'key=test-key-down;latency=1300;fault=500'
        'model=hung;no-answer'
    )
    $service = "name: openai, model: m, base_url: '$($sim.BaseUrl)v1', local: false"
    Use-TestConfig @"
reliability: {max_retries: 1}
providers:
  slow: {$service, api_key: test-key-slow}
  retried: {$service, api_key: test-key-retried}
  down: {$service, api_key: test-key-down}
  limited: {$service, api_key: test-key-limited, requests_per_minute: 30}
"@
    # Asked once a process, so that nobody waits for it below.
    $null = Get-MissyProvider slow

    # Nearly all at a time: each takes more than a second. The last waits for those before it, lest it be slow for their sake.
    $scripts = @{
        slow     = 'ask hi -Provider slow'
        streamed = 'ask hi -Provider slow -Stream'
        retried  = 'ask hi -Provider retried'
        down     = 'try { ask hi -Provider down -TimeoutSec 10 } catch { }'
        limited  = '1..31 | ask -Provider limited'
        each     = '1, 2 | ask Double -Each -Provider slow'
        many     = '1..3 | ask Double -ThrottleLimit 3 -Provider slow'
        tool     = 'ask hi -Provider slow -Tool (New-MissyTool -Name pause -Description Waits. -ReadOnly -ScriptBlock { Write-Progress Own; 1 })'
        silent   = '$ProgressPreference = "SilentlyContinue"; ask hi -Provider slow'
        refused  = 'ask hi -Provider slow -ProgressAction Stop'
        fast     = 'ask hi -Provider simulator; Get-MissyProvider slow; Get-MissyUsage; Get-MissyModel'
        asked    = 'Get-MissyProvider -Test'
        tested   = 'Test-MissyProvider simulator, slow'
        listed   = 'Get-MissyModel -Refresh -Provider slow, down -ErrorAction Ignore'
        updated  = 'Update-MissyModelCache slow -Force'
    }
    $runs = @{}
    foreach ($name in $scripts.Keys) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Manifest'; $($scripts[$name])")
        $runs[$name] = @{ Shell = $shell; Running = $name -in 'asked', 'fast' ? $null : $shell.BeginInvoke() }
    }

    # What a script told, once it is over.
    function Get-Progress([string] $Name) {
        $run = $runs[$Name]
        if ($Name -eq 'fast') {
            $runs.Values.Running | Where-Object { $_ } | ForEach-Object { $null = $_.AsyncWaitHandle.WaitOne(20000) }
        }

        $run.Running ??= $run.Shell.BeginInvoke()
        $run.Running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
        @($run.Shell.Streams.Progress)
    }
}

AfterAll {
    $runs.Values | ForEach-Object { $_.Shell.Dispose() }
    Reset-Missy
}

Describe 'Progress of one call' {
    It 'names who is asked, and since when, and ends' {
        $progress = Get-Progress slow
        $progress[0].Activity | Should -Be 'Asking slow/m'
        $progress[0].StatusDescription | Should -Match '^waiting for the answer, \d+ s$'
        $progress[-1].RecordType | Should -Be 'Completed'
        $progress.ActivityId | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'is told of a stream whose first word takes its time' {
        $progress = Get-Progress streamed
        $progress[0].StatusDescription | Should -Match '^waiting for the answer, \d+ s$'
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'says why it waits before a retry, and how long still' {
        (Get-Progress retried)[0].StatusDescription | Should -Match '^waiting [0-2] s after Unavailable, attempt 2 of 2$'
    }

    It 'says that it waits for a limit' {
        $progress = Get-Progress limited
        $progress[0].StatusDescription | Should -Match '^waiting for its limits or budgets, \d+ s$'
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'ends with an error, too' {
        $progress = Get-Progress down
        $progress | Should -Not -BeNullOrEmpty
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'is part of that of the calls, one after the other' {
        $progress = Get-Progress each
        $call = $progress | Where-Object Activity -EQ 'Asking slow/m'
        $all = $progress | Where-Object Activity -EQ 'Asking'
        $call[0].ParentActivityId | Should -Be $all[0].ActivityId
        $progress[-1].RecordType | Should -Be 'Completed'
        ($progress | Where-Object { $_.ActivityId -eq $call[0].ActivityId })[-1].RecordType | Should -Be 'Completed'
    }

    It 'is left out where many calls are counted' {
        Get-Progress many | ForEach-Object Activity | Sort-Object -Unique | Should -Be 'Asking'
    }

    It 'ends before a tool runs, which may have some of its own' {
        $progress = Get-Progress tool
        $own = @($progress.Activity).IndexOf('Own')
        $own | Should -BeGreaterThan 0
        $progress[$own - 1].RecordType | Should -Be 'Completed'
        $progress[-1].Activity | Should -Be 'Asking slow/m'
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'is none when nobody wants it' {
        Get-Progress silent | Should -BeNullOrEmpty
    }

    It 'ends the call where it ends the command' {
        $null = Get-Progress refused
        $runs.refused.Shell.InvocationStateInfo.State | Should -Be 'Failed'
        $runs.refused.Shell.InvocationStateInfo.Reason.Message | Should -BeLike '*Asking slow/m'
    }

    It 'is none of what takes less than a second' {
        Get-Progress fast | Should -BeNullOrEmpty
        $runs.fast.Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'lets Ctrl+C through' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Manifest'; ask hi -Provider slow -Model hung")
        $running = $shell.BeginInvoke()
        for ($left = 100; $left -gt 0 -and $shell.Streams.Progress.Count -eq 0; $left--) { Start-Sleep -Milliseconds 50 }
        $shell.Streams.Progress | Should -Not -BeNullOrEmpty
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
    }
}

Describe 'Progress of services that are asked' {
    It 'counts those that have answered, with <Name>' -ForEach @(
        @{ Name = 'Get-MissyModel -Refresh'; Run = 'listed'; Activity = 'Asking for lists of models'; Status = '^([01] of 2 providers are done, )?\d+ s$' }
        @{ Name = 'Update-MissyModelCache'; Run = 'updated'; Activity = 'Asking for lists of models'; Status = '^\d+ s$' }
        @{ Name = 'Test-MissyProvider'; Run = 'tested'; Activity = 'Testing slow'; Status = '^1 of 2 providers tested, \d+ s$' }
        @{ Name = 'Get-MissyProvider -Test'; Run = 'asked'; Activity = 'Asking providers whether they answer'; Status = '^[0-4] of 4 have answered, \d+ s$' }
    ) {
        $progress = Get-Progress $Run
        $progress[0].Activity | Should -Be $Activity
        $progress[0].StatusDescription | Should -Match $Status
        $progress[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'Progress of a file' {
    It 'names the file that is read' -Skip:$IsWindows {
        # A pipe that nobody writes to yet is as slow as any file.
        $file = Join-Path $TestDrive slow.jsonl
        & mkfifo $file
        chmod 600 $file
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Manifest'; Import-MissySession '$file'")
        $running = $shell.BeginInvoke()
        for ($left = 100; $left -gt 0 -and $shell.Streams.Progress.Count -eq 0; $left--) { Start-Sleep -Milliseconds 50 }
        [System.IO.File]::AppendAllText($file, 'no session')
        $null = $running.AsyncWaitHandle.WaitOne(10000)
        $shell.Streams.Progress[0].Activity | Should -Be "Reading $file"
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}
