BeforeAll {
    $root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot ../..))
    $images = Join-Path $root docs/images
    $shipped = [System.IO.File]::ReadAllText((Join-Path $images terminal.svg)) -replace "`r"

    # What the picture says, line by line: texts at the same height, left to right. Other versions of PowerShell colour otherwise.
    function Get-Saying([string] $Svg) {
        ([xml] $Svg).GetElementsByTagName('text') | Group-Object { [int] $_.y } | Sort-Object { [int] $_.Name } |
            ForEach-Object { $_.Group.InnerText -join '  ' }
    }
}

Describe 'The recorded terminal' {
    It 'is what a run shows now; if not, ./build.ps1 Recording makes it anew' {
        $path = Join-Path $TestDrive terminal.svg
        & (Join-Path $images New-TerminalRecording.ps1) -Path $path
        $made = [System.IO.File]::ReadAllText($path)
        Get-Saying $made | Should -Be (Get-Saying $shipped)
        if ($shipped -match "with PowerShell $($PSVersionTable.PSVersion.Major)\.$($PSVersionTable.PSVersion.Minor)\.") {
            $made | Should -BeExactly $shipped
        }
    }

    It 'shows every command of the scene and something of each that it is for' {
        $text = (Get-Saying $shipped) -join "`n"
        $text | Should -Not -Match 'Recommendation|Exception|VERBOSE'
        foreach ($part in 'This answer is simulated', 'llama3.2', 'premium', 'Overloaded', 'Author', 'Unpriced', 'Missing') {
            $text | Should -BeLike "*$part*"
        }
    }

    It 'needs nothing from elsewhere, is light and has words for those who do not see it' {
        $shipped.Length | Should -BeLessThan 60KB
        $shipped | Should -Not -Match '<script|<image|@import|url\(|href'
        ([xml] $shipped).svg.title.'#text' | Should -Not -BeNullOrEmpty
        Get-Content (Join-Path $root README.md) -Raw | Should -Match '!\[[^]]{40,}\]\(docs/images/terminal\.svg\)'
    }
}
