BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m}}"
}

AfterAll { Reset-Missy }

Describe 'Export-MissySession' {
    BeforeEach {
        foreach ($name in 'a', 'b/1') {
            $null = New-MissySession $name -Model it/pinned -System 'Be brief.'
            $null = ask 'Grüße!' -Session $name
        }

        $folder = (New-Item (Join-Path $TestDrive "$([guid]::NewGuid())") -ItemType Directory).FullName
    }

    AfterEach { Get-MissySession * | Remove-MissySession }

    It 'writes a line for the session and one a message' {
        Export-MissySession a (Join-Path $folder a.jsonl) | Should -BeNullOrEmpty
        $lines = Get-Content (Join-Path $folder a.jsonl) | ConvertFrom-Json
        $lines | Should -HaveCount 3
        $lines[0].missySession, $lines[0].name, $lines[0].model, $lines[0].system | Should -Be 1, 'a', 'pinned', 'Be brief.'
        $lines[1].role, $lines[1].content[0].text | Should -Be 'user', 'Grüße!'
        if (-not $IsWindows) {
            (Get-Item (Join-Path $folder a.jsonl)).UnixMode | Should -Be '-rw-------'
        }
    }

    It 'gives each session of a pipeline its file in a folder' {
        (Get-MissySession * | Export-MissySession -Path $folder -PassThru).Name | Should -Be 'a.jsonl', 'b%2f1.jsonl'
        (Export-MissySession * $folder -Force -PassThru).Count | Should -Be 2
    }

    It 'writes no two sessions to one file' {
        Get-MissySession * | Export-MissySession -Path (Join-Path $folder x) -Force -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -HaveCount 1
        (Get-Content (Join-Path $folder x) | ConvertFrom-Json)[0].name | Should -Be 'a'
    }

    It 'overwrites only with -Force' {
        $path = Join-Path $folder a.jsonl
        Set-Content $path mine
        Export-MissySession a $path -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Be 'FileExists,Missy.Commands.ExportMissySessionCommand'
        Get-Content $path | Should -Be mine
        Export-MissySession a $path -Force
        Get-Content $path | Should -HaveCount 3
    }

    It 'refuses <_>, which is no file, and writes none' -ForEach 'variable:foo3', 'Env:HOME', 'nodrive:/x', 'NoProvider::/x' {
        $before = [System.Environment]::CurrentDirectory
        [System.Environment]::CurrentDirectory = $folder
        Export-MissySession a $_ -ErrorVariable failed -ErrorAction SilentlyContinue
        [System.Environment]::CurrentDirectory = $before
        $failed.FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.ExportMissySessionCommand'
        $failed.CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'refuses a relative path where the current location is no folder' {
        Push-Location Env:
        try { Export-MissySession a x -ErrorVariable failed -ErrorAction SilentlyContinue } finally { Pop-Location }
        "$($failed[0])" | Should -BeLike '*provider Environment.'
    }

    It 'does nothing with -WhatIf, and tells of one that is not there' {
        Export-MissySession a (Join-Path $folder a) -WhatIf
        Export-MissySession nobody (Join-Path $folder b) -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Be 'SessionNotFound,Missy.Commands.ExportMissySessionCommand'
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }
}
