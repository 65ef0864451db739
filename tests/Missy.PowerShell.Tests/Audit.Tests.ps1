BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
}

AfterAll { Reset-Missy }

Describe 'The audit file' {
    It 'has a line for each call and nothing of what was asked' {
        $audit = Join-Path $TestDrive audit.jsonl
        Use-TestConfig "audit: '$audit'`nproviders: {simulator: {}}"

        $null = ask 'a secret question' -Provider simulator
        $null = ask 'another' -Provider simulator -Stream

        $lines = Get-Content $audit | ConvertFrom-Json
        $lines.status | Should -Be 'Success', 'Success'
        $lines[0].route.provider | Should -Be 'simulator'
        Get-Content $audit -Raw | Should -Not -BeLike '*question*'
    }

    It 'is warned about once when it cannot be written, and the answer comes' {
        Use-TestConfig "audit: '$TestDrive'`nproviders: {simulator: {}}"

        $first = ask hi -Provider simulator -WarningVariable warned -WarningAction SilentlyContinue
        $second = ask hi -Provider simulator -WarningVariable +warned -WarningAction SilentlyContinue

        $first, $second | ForEach-Object { $_.Content | Should -BeLike '*simulated*' }
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike '*audit file*cannot be written*'
    }
}
