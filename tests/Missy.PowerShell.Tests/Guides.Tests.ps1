# Runs what docs/guides shows (Support/Run-Guide.ps1 says how), and follows the links of all documents.
BeforeDiscovery {
    $top = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot ../..))
    $guides = Get-ChildItem (Join-Path $top docs/guides) -Filter *.md | ForEach-Object {
        @{ Name = $_.Name; Blocks = @(& $PSScriptRoot/Support/Read-Guide.ps1 $_.FullName | ForEach-Object { @{ Line = $_.Line; First = ($_.Code -split '\n')[0] } }) }
    }
    $documents = @(Get-Item (Join-Path $top README.md)) + @(Get-ChildItem (Join-Path $top docs) -Filter *.md -Recurse) |
        ForEach-Object { @{ Name = [System.IO.Path]::GetRelativePath($top, $_.FullName) -replace '\\', '/'; Path = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $docs = Join-Path $Root docs

    # Headings as GitHub names them in links. What stands in code is no heading.
    function Get-Anchor([string] $Path) {
        $text = [System.IO.File]::ReadAllText($Path) -replace "`r" -replace '(?ms)^ *```.*?^ *```$'
        [regex]::Matches($text, '(?m)^#+ +(.+)$') | ForEach-Object { $_.Groups[1].Value.Trim().ToLowerInvariant() -replace '[^\p{L}\p{N} _-]' -replace ' ', '-' }
    }

    # The links of a document that lead nowhere.
    function Get-DeadLink([string] $Path) {
        $text = [System.IO.File]::ReadAllText($Path) -replace "`r" -replace '(?ms)^ *```.*?^ *```$' -replace '`[^`\n]*`'
        foreach ($match in [regex]::Matches($text, '\]\((?!\w+:)(?<file>[^)#\s]*)(?:#(?<anchor>[^)\s]+))?\)')) {
            $file = $match.Groups['file'].Value
            $target = $file ? (Join-Path (Split-Path $Path) $file) : $Path
            $anchor = $match.Groups['anchor']
            if (-not (Test-Path $target) -or ($anchor.Success -and $anchor.Value -cnotin @(Get-Anchor $target))) {
                $match.Value.Substring(1)
            }
        }
    }
}

AfterAll { Reset-Missy }

Describe 'The guides' {
    BeforeAll {
        $cli = Get-ChildItem (Join-Path $Root 'src/Missy.Cli/bin/*/*/missy.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
        $program = @([Environment]::ProcessPath)
        if ((Split-Path $program[0] -LeafBase) -eq 'dotnet') {
            $program += Join-Path $PSHOME pwsh.dll
        }

        $shared = @(
            '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/Support/Run-Guide.ps1", '-Start', "$docs/guides/README.md"
            '-Manifest', $Manifest, '-Cli', "$cli", '-Pester', (Get-Module Pester).Path
        )
        $reports = @{}
        Get-ChildItem (Join-Path $docs guides) -Filter *.md | ForEach-Object -ThrottleLimit 3 -Parallel {
            $folder = New-Item (Join-Path $using:TestDrive $_.BaseName) -ItemType Directory
            $report = "$folder.json"
            $first, $rest = $using:program
            $said = $null | & $first @rest @using:shared -Guide $_.FullName -Folder $folder.FullName -Report $report 2>&1 | Out-String
            @{ Name = $_.Name; Blocks = (Test-Path $report) ? @(Get-Content $report -Raw | ConvertFrom-Json) : @(); Said = $said }
        } | ForEach-Object { $reports[$_.Name] = $_ }
    }

    Context '<Name>' -ForEach $guides {
        It 'shows what comes in line <Line>: <First>' -ForEach $Blocks {
            $done = $reports[$Name].Blocks | Where-Object Line -EQ $Line
            $done | Should -Not -BeNullOrEmpty -Because "it was to run, but: $($reports[$Name].Said)"
            if (-not $done.Ran) {
                Set-ItResult -Skipped -Because 'there is no bash or no dotnet here'
            }

            $done.Problem | Should -BeNullOrEmpty
        }
    }
}

Describe 'The documents' {
    It '<Name> links to what is there' -ForEach $documents {
        Get-DeadLink $Path | Should -BeNullOrEmpty
    }

    It 'are all in the table of docs/README.md' {
        $index = Get-Content (Join-Path $docs README.md) -Raw
        Get-ChildItem $docs -Filter *.md -Recurse | ForEach-Object { [System.IO.Path]::GetRelativePath($docs, $_.FullName) -replace '\\', '/' } |
            Where-Object { $_ -notlike 'cmdlets/*' -and $_ -ne 'README.md' -and -not $index.Contains("]($_)") } | Should -BeNullOrEmpty
    }

    It 'would be found out with a link that leads nowhere' {
        $page = Join-Path $TestDrive page.md
        Set-Content $page "# What is here?`n[a](#what-is-here) [b](#what-is-there) [c](page.md) [d](none.md) [e](https://example.com/x)`n``````text`n[f](gone.md)`n``````"
        Get-DeadLink $page | Should -Be '(#what-is-there)', '(none.md)'
    }
}
