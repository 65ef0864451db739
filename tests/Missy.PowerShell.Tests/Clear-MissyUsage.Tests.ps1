BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $home0 = $env:HOME
    $profile0 = $env:USERPROFILE
    $env:HOME = $env:USERPROFILE = Join-Path $TestDrive home
    $folder = Join-Path $env:HOME .missy state usage
    $null = New-Item $folder -ItemType Directory

    function Add-Call([string] $Time) {
        Add-Content (Join-Path $folder "$($Time.Substring(0, 10)).jsonl") "{""time"":""$Time"",""provider"":""it"",""model"":""m""}"
    }
}

AfterAll {
    $env:HOME = $home0
    $env:USERPROFILE = $profile0
    Reset-Missy
}

Describe 'Clear-MissyUsage' {
    BeforeEach {
        Remove-Item $folder/*
        Add-Call 2026-01-01T10:00:00Z
        Add-Call 2026-01-02T10:00:00Z
        Add-Call "$([datetime]::UtcNow.ToString('yyyy-MM-dd'))T00:00:00Z"
    }

    It 'forgets the days before one' {
        Clear-MissyUsage -Before 2026-01-02 -Confirm:$false | Should -BeNullOrEmpty
        (Get-MissyUsage -By @()).Calls | Should -Be 2
        Clear-MissyUsage (Get-Date).AddDays(-2) -Confirm:$false
        (Get-MissyUsage -By @()).Calls | Should -Be 1
    }

    It 'forgets all' {
        Clear-MissyUsage -Confirm:$false
        Get-MissyUsage | Should -BeNullOrEmpty
        Clear-MissyUsage -Confirm:$false
    }

    It 'does nothing with -WhatIf, and asks otherwise' {
        Clear-MissyUsage -WhatIf
        (Get-MissyUsage -By @()).Calls | Should -Be 3
        # Nobody can be asked here.
        { Clear-MissyUsage } | Should -Throw
        (Get-MissyUsage -By @()).Calls | Should -Be 3
    }
}
