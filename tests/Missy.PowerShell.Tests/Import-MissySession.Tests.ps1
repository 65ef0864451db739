BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m}}"
    $null = New-MissySession a -Model it/pinned -System 'Be brief.'
    $null = ask 'My name is Ada.' -Session a
    $path = Join-Path $TestDrive a.jsonl
    Export-MissySession a $path
}

AfterAll { Reset-Missy }

Describe 'Import-MissySession' {
    BeforeEach { Get-MissySession * | Remove-MissySession }

    It 'makes the session again, and it goes on' {
        $session = Get-Item $path | Import-MissySession
        $session.Name, $session.Provider, $session.Model, $session.System, $session.Turns | Should -Be 'a', 'it', 'pinned', 'Be brief.', 1
        $null = ask 'What is my name?' -Session a
        (Get-LastBody $sim).messages.content[1] | Should -Be 'My name is Ada.'
    }

    It 'gives it another name' {
        (Import-MissySession $path -Name b).Name | Should -Be 'b'
        (Import-MissySession $path).Name | Should -Be 'a'
        (Get-MissySession).Name | Should -Be 'b', 'a'
    }

    It 'takes the place of one that is there only with -Force' {
        $null = New-MissySession a
        Import-MissySession $path -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.ImportMissySessionCommand'
        (Get-MissySession a).Messages | Should -HaveCount 0
        (Import-MissySession $path -Force).Messages | Should -HaveCount 2
    }

    It 'has an error for each path that is none of a file, and goes on' {
        $sessions = 'nodrive:/x', 'Env:HOME', $path | Import-MissySession -ErrorVariable failed -ErrorAction SilentlyContinue
        $sessions.Name | Should -Be 'a'
        $failed.TargetObject | Should -Be 'nodrive:/x', 'Env:HOME'
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'InvalidRequest,Missy.Commands.ImportMissySessionCommand'
        $failed.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'InvalidArgument'
    }

    It 'refuses a file with a malformed line, and takes nothing of it' {
        $bad = Join-Path $TestDrive bad.jsonl
        Set-Content $bad (@(Get-Content $path) + 'torn')
        Import-MissySession $bad -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($failed[0])" | Should -BeLike '*bad.jsonl, line 4: this is no JSON.'
        Get-MissySession | Should -BeNullOrEmpty
        { Import-MissySession (Join-Path $TestDrive nothing) -ErrorAction Stop } | Should -Throw 'There is no file*'
        Import-MissySession $path -WhatIf
        Get-MissySession | Should -BeNullOrEmpty
    }
}

Describe 'Sessions that are kept' {
    It 'go on in another PowerShell, and are written where several are' {
        $script = @"
`$env:HOME = '$TestDrive/home'
`$env:MISSY_CONFIG = '$TestDrive/kept.yaml'
Import-Module '$Manifest'
1..5 | ForEach-Object { `$null = ask "Turn NAME `$_." -Session shared }
"@
        $null = New-Item "$TestDrive/home" -ItemType Directory
        Set-Content "$TestDrive/kept.yaml" "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m}}`nsessions: {persist: true}"
        $jobs = 'x', 'y' | ForEach-Object {
            $file = "$TestDrive/$_.ps1"
            Set-Content $file ($script -replace 'NAME', $_)
            Start-Process -FilePath ([System.Environment]::ProcessPath) -ArgumentList '-NoProfile', '-NonInteractive', '-File', $file -PassThru -RedirectStandardOutput "$file.out"
        }
        $jobs | Wait-Process -Timeout 120
        $lines = Get-Content "$TestDrive/home/.missy/state/sessions/shared.jsonl" | ConvertFrom-Json
        $lines[0].turns | Should -Be 10
        ($lines | Where-Object role -EQ user).content.text | Sort-Object | Should -Be @('x', 'y' | ForEach-Object { $name = $_; 1..5 | ForEach-Object { "Turn $name $_." } })
    }
}
