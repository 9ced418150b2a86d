# SPDX-License-Identifier: GPL-3.0-or-later
# One library a room. A room links only the rooms it names, so a forbidden include does not compile or link;
# .ci/check-layers says it in words.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(parterre_flags INTERFACE)
target_compile_definitions(parterre_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(parterre_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wcast-qual -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wshadow)
if(PARTERRE_SANITIZE)
    target_compile_options(parterre_flags INTERFACE -fsanitize=${PARTERRE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(parterre_flags INTERFACE -fsanitize=${PARTERRE_SANITIZE})
endif()
target_include_directories(parterre_flags INTERFACE ${PROJECT_SOURCE_DIR}/app)
# There are many programs, and this linker takes a third of the time.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=gold PARTERRE_HAS_GOLD)
if(PARTERRE_HAS_GOLD)
    target_link_options(parterre_flags INTERFACE -fuse-ld=gold)
endif()

# parterre_quickly_compiled(TARGET): code that waits for people and servers; optimising it hard is a third of its build.
function(parterre_quickly_compiled target)
    if(CMAKE_BUILD_TYPE STREQUAL RelWithDebInfo)
        target_compile_options(${target} PRIVATE -O1)
    endif()
endfunction()

# parterre_precompile(TARGET HEADER...): these are read once for the target instead of once a source, which halves its
# time. With -DPARTERRE_PRECOMPILE=OFF every source shows whether it includes what it uses.
option(PARTERRE_PRECOMPILE "Precompile the headers of Qt and of the standard library" ON)
function(parterre_precompile target)
    if(NOT PARTERRE_PRECOMPILE)
        return()
    endif()
    target_precompile_headers(${target} PRIVATE ${ARGN})
    if(CCACHE_PROGRAM)
        target_compile_options(${target} PRIVATE -fpch-preprocess)
        set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER
            "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE_PROGRAM}")
    endif()
endfunction()

# parterre_room(NAME [LINKS target...] [PRIVATE_LINKS target...]): library parterre_NAME of all sources below this folder.
function(parterre_room name)
    cmake_parse_arguments(ROOM "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    add_library(parterre_${name} STATIC ${sources})
    target_link_libraries(parterre_${name} PUBLIC parterre_flags Qt6::Core ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
    list(LENGTH sources count)
    if(count GREATER 12) # fewer do not repay it
        parterre_precompile(parterre_${name} <QtCore> <algorithm> <functional> <memory> <optional>)
    endif()
endfunction()

# parterre_test(FOLDER NAME [LINKS target...] [LABELS label...] [TIMEOUT seconds]): Qt Test program of one source tst_NAME.cpp.
function(parterre_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "LINKS;LABELS" ${ARGN})
    add_executable(tst_${name} tst_${name}.cpp)
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(tst_${name} PRIVATE parterre_flags Qt6::Test ${TEST_LINKS})
    add_test(NAME ${name} COMMAND tst_${name})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    # COST: the longest begin first, so that no processor idles at the end.
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT} COST ${TEST_TIMEOUT})
endfunction()
