BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Set-Content $TestDrive/good.yaml "providers:`n  a: {name: simulator}"
    Set-Content $TestDrive/odd.yaml "providers:`n  a: {name: simulator, tmeout: 3}"
    Set-Content $TestDrive/bad.yaml "providers:`n  a: {name: simulator}`n  b: {name: opnai}"
}

AfterAll { Reset-Missy }

Describe 'Test-MissyConfig' {
    It 'finds nothing in a good file' {
        Test-MissyConfig $TestDrive/good.yaml | Should -BeNullOrEmpty
        Test-MissyConfig $TestDrive/good.yaml -Quiet | Should -BeTrue
    }

    It 'writes what it finds as objects, errors too' {
        $found = Test-MissyConfig $TestDrive/bad.yaml -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $found.GetType().FullName | Should -Be 'Missy.Diagnostic'
        $found.File | Should -Be (Join-Path $TestDrive bad.yaml)
        $found.Line | Should -Be 3
        $found.Key | Should -Be 'providers.b.name'
        "$($found.Severity)" | Should -Be 'Error'
        $found.Remedy | Should -BeLike "*'openai'*"
    }

    It 'is true for warnings and false for errors with -Quiet' {
        Test-MissyConfig $TestDrive/odd.yaml -Quiet | Should -BeTrue
        Test-MissyConfig $TestDrive/bad.yaml -Quiet | Should -BeFalse
        Test-MissyConfig $TestDrive/nothing.yaml -Quiet | Should -BeFalse
        Test-MissyConfig $TestDrive/bad.yaml -Quiet | Should -BeOfType bool
    }

    It 'shows place, severity, code, key, message and remedy in 80 columns' {
        $shown = Test-MissyConfig $TestDrive/bad.yaml | Out-String -Width 80
        $shown | Should -Match '(?m)^3:13 +Error +MSY1203 +providers.b.name +This is neither'
        ($shown -split "`r?`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'says that a fault of the YAML hides the rest of the file' {
        Set-Content $TestDrive/broken.txt "watch: maybe`nproviders: ["
        $found = Test-MissyConfig $TestDrive/broken.txt
        $found.Code | Should -Be 'MSY1005'
        $found.Remedy | Should -BeLike '*The rest of the file can be checked only then.'
    }

    It 'takes files from the pipeline, by value and by property name' {
        (Get-ChildItem $TestDrive/*.yaml | Sort-Object Name | Test-MissyConfig -Quiet) | Should -Be $false, $true, $true
        ("$TestDrive/odd.yaml" | Test-MissyConfig).Key | Should -Be 'providers.a.tmeout'
        ([pscustomobject]@{ Path = "$TestDrive/odd.yaml" } | Test-MissyConfig).Key | Should -Be 'providers.a.tmeout'
    }

    It 'understands paths as PowerShell does' {
        Push-Location $TestDrive
        try { (Test-MissyConfig ./odd.yaml).Key | Should -Be 'providers.a.tmeout' } finally { Pop-Location }
        (Test-MissyConfig TestDrive:/odd.yaml).Key | Should -Be 'providers.a.tmeout'
    }

    It 'has an error for each path that is none of a file, and goes on' {
        $found = 'nodrive:/x', 'Env:HOME', "$TestDrive/odd.yaml" | Test-MissyConfig -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Key | Should -Be 'providers.a.tmeout'
        $failed.TargetObject | Should -Be 'nodrive:/x', 'Env:HOME'
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'InvalidRequest,Missy.Commands.TestMissyConfigCommand'
    }

    It 'tests the file in effect when none is named' {
        $env:MISSY_CONFIG = "$TestDrive/odd.yaml"
        (Test-MissyConfig).Key | Should -Be 'providers.a.tmeout'
        Remove-Item Env:MISSY_CONFIG
        Test-MissyConfig | Should -BeNullOrEmpty
        Test-MissyConfig -Quiet | Should -BeTrue
    }
}
